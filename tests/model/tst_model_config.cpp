// Configurations: both generations of keys, GGUF metadata, and refusals that name the key.
#include "model_fixture.h"

#include <QTemporaryDir>
#include <QTest>

using namespace tiebreak;
using namespace tiebreak::test;

class TestModelConfig : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void bothGenerationsOfKeysMeanTheSame();
    void ggufEqualsFolder();
    void refusalsNameTheKey_data();
    void refusalsNameTheKey();
    void generationConfigSaysWhatEnds();
    void shapesThatDisagreeAreRefused();
    void missingLayersAreRefused();
    void shardsAreRead_andNamesThatLeadOutAreNot();
    void loadingCanBeCancelled_andTellsItsProgress();
};

void TestModelConfig::bothGenerationsOfKeysMeanTheSame() {
    const auto folder = kData / "tiny-llama3-rope-tied";
    const auto now = need(modelConfigFromJson(goldenJson(folder / "config.json")));
    const auto before = need(modelConfigFromJson(goldenJson(folder / "config.v4.json")));
    QCOMPARE(toJson(now, "float32").dump(), toJson(before, "float32").dump());
    QCOMPARE(now.ropeScaling.kind, std::string("llama3"));
    QCOMPARE(now.ropeTheta, 500000.0);
    QVERIFY(now.tiedOutput);
    QCOMPARE(toJson(need(modelConfigFromJson(toJson(now, "float32"))), "float32").dump(),
             toJson(now, "float32").dump());
}

void TestModelConfig::ggufEqualsFolder() {
    const auto file = need(GgufFile::open(kData / "stories260K/stories260K.f32.gguf"));
    const auto found = need(modelConfigFromGguf(file));
    const auto folder = need(readModelConfig(kData / "stories260K/hf"));
    QCOMPARE(found.width, folder.width);
    QCOMPARE(found.keyHeads, folder.keyHeads);
    QCOMPARE(found.headSize, folder.headSize);
    QCOMPARE(found.vocabulary, folder.vocabulary);
    QVERIFY(std::abs(found.rmsEpsilon - folder.rmsEpsilon) < 1e-9);
    QVERIFY(found.eosIds == folder.eosIds);
}

void TestModelConfig::refusalsNameTheKey_data() {
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("value");
    QTest::addRow("another architecture") << "model_type"
                                          << R"("gpt2")";
    QTest::addRow("stretching that is not known") << "rope_parameters"
                                                  << R"({"rope_type":"yarn"})";
    QTest::addRow("another activation") << "hidden_act"
                                        << R"("gelu")";
    QTest::addRow("a size as text") << "hidden_size"
                                    << R"("64")";
    QTest::addRow("no layers") << "num_hidden_layers"
                               << "0";
    QTest::addRow("a size beyond reason") << "vocab_size"
                                          << "99999999999";
    QTest::addRow("heads that do not divide") << "num_key_value_heads"
                                              << "3";
}

void TestModelConfig::refusalsNameTheKey() {
    QFETCH(QString, key);
    QFETCH(QString, value);
    auto json = goldenJson(kData / "tiny-llama/config.json");
    QVERIFY(modelConfigFromJson(json).ok());
    json[key.toStdString()] = nlohmann::json::parse(value.toStdString());
    const auto config = modelConfigFromJson(json);
    QVERIFY(!config);
    const auto text = QString::fromStdString(config.error().text());
    const bool named = text.contains(key) || text.contains("yarn") || text.contains("3 key heads");
    QVERIFY2(named, qPrintable(text));
}

void TestModelConfig::generationConfigSaysWhatEnds() {
    QTemporaryDir place;
    const std::filesystem::path folder = place.path().toStdString();
    std::filesystem::copy_file(kData / "tiny-llama/config.json", folder / "config.json");
    QVERIFY(need(readModelConfig(folder)).eosIds == std::vector<std::int64_t>{2});
    need(writeFileAtomically(folder / "generation_config.json", R"({"eos_token_id":[7,9]})"));
    QVERIFY(need(readModelConfig(folder)).eosIds == (std::vector<std::int64_t>{7, 9}));
}

namespace {

std::filesystem::path tinyWith(const QTemporaryDir& place, const char* key, std::int64_t value) {
    const std::filesystem::path folder = place.path().toStdString();
    auto json = goldenJson(kData / "tiny-llama/config.json");
    json[key] = value;
    need(writeFileAtomically(folder / "config.json", json.dump()));
    std::filesystem::copy_file(kData / "tiny-llama/model.safetensors",
                               folder / "model.safetensors");
    return folder;
}

} // namespace

void TestModelConfig::shapesThatDisagreeAreRefused() {
    QTemporaryDir place;
    const auto model = loadModel(tinyWith(place, "intermediate_size", 120));
    QVERIFY(!model && model.error().code == ErrorCode::BadFile);
    QVERIFY2(model.error().message.find("mlp.") != std::string::npos,
             model.error().message.c_str());
}

void TestModelConfig::missingLayersAreRefused() {
    QTemporaryDir place;
    const auto model = loadModel(tinyWith(place, "num_hidden_layers", 3));
    QVERIFY(!model && model.error().message.find("layer 2") != std::string::npos);
}

void TestModelConfig::shardsAreRead_andNamesThatLeadOutAreNot() {
    QTemporaryDir place;
    const auto folder = tinyWith(place, "vocab_size", 256);
    const auto whole = need(SafetensorsFile::open(folder / "model.safetensors"));
    std::vector<TensorSpan> first, second;
    nlohmann::json map;
    for (const auto& span : whole.tensors()) {
        const bool early = span.name.find("layers.0") != std::string::npos;
        (early ? first : second).push_back(span);
        map[span.name] =
            early ? "model-00001-of-00002.safetensors" : "model-00002-of-00002.safetensors";
    }
    need(writeSafetensors(folder / "model-00001-of-00002.safetensors", first));
    need(writeSafetensors(folder / "model-00002-of-00002.safetensors", second));
    std::filesystem::remove(folder / "model.safetensors");
    const auto index = folder / "model.safetensors.index.json";
    need(writeFileAtomically(index, nlohmann::json{{"weight_map", map}}.dump()));
    const auto expected = lastLogits(*loadFloat(kData / "tiny-llama").decoder, {1, 2, 3});
    QVERIFY(at::equal(lastLogits(*loadFloat(folder).decoder, {1, 2, 3}), expected));
    map["model.norm.weight"] = "../model.safetensors";
    need(writeFileAtomically(index, nlohmann::json{{"weight_map", map}}.dump()));
    QVERIFY(!loadModel(folder));
}

void TestModelConfig::loadingCanBeCancelled_andTellsItsProgress() {
    LoadOptions options;
    double last = 0;
    options.progress = [&](double share) { last = share; };
    QVERIFY(loadModel(kData / "tiny-llama", options).ok());
    QCOMPARE(last, 1.0);
    options.cancelled = [] { return true; };
    const auto model = loadModel(kData / "tiny-llama", options);
    QVERIFY(!model && model.error().code == ErrorCode::Cancelled);
}

QTEST_GUILESS_MAIN(TestModelConfig)
#include "tst_model_config.moc"
