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
    QCOMPARE(now.rotaries[0].scaling.kind, std::string("llama3"));
    QCOMPARE(now.rotaries[0].theta, 500000.0);
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
    QVERIFY(std::abs(found.normEpsilon - folder.normEpsilon) < 1e-9);
    QVERIFY(found.eosIds == folder.eosIds);
}

void TestModelConfig::refusalsNameTheKey_data() {
    QTest::addColumn<QString>("folder");
    QTest::addColumn<QString>("change");
    QTest::addColumn<QString>("named");
    const auto row = [](const char* name, const char* folder, const char* change,
                        const char* named) {
        QTest::addRow("%s", name) << folder << change << named;
    };
    row("another architecture", "tiny-llama", R"({"model_type":"mamba"})",
        "model_type 'mamba' is not available in this version; known: llama, mistral, qwen2");
    row("another head", "tiny-llama", R"({"architectures":["LlamaForTokenClassification"]})",
        "architectures 'LlamaForTokenClassification'");
    row("an encoder without a head", "variants/bert-classifier",
        R"({"architectures":["BertForMaskedLM"]})", "ForSequenceClassification");
    row("stretching that is not known", "tiny-llama",
        R"({"rope_parameters":{"rope_type":"axial"}})",
        "rope scaling 'axial' is not available in this version; known: default, linear");
    row("stretching without its factor", "tiny-llama",
        R"({"rope_parameters":{"rope_type":"linear"}})", "key 'factor': absent");
    row("a factor of 0", "tiny-llama", R"({"rope_parameters":{"rope_type":"linear","factor":0}})",
        "key 'factor': 0.000000, must be above 0");
    row("factors of another number", "variants/phi3-longrope",
        R"({"rope_parameters":{"rope_type":"longrope","short_factor":[1],"long_factor":[1]}})",
        "key 'short_factor': 1 numbers, must be a list of 4");
    row("another activation", "tiny-llama", R"({"hidden_act":"swiglu"})",
        "hidden_act 'swiglu' is not available in this version; known: silu");
    row("a size as text", "tiny-llama", R"({"hidden_size":"64"})", "key 'hidden_size': \"64\"");
    row("a size that is missing", "tiny-gpt2", R"({"n_embd":null})", "key 'n_embd': null");
    row("no layers", "tiny-llama", R"({"num_hidden_layers":0})", "num_hidden_layers 0");
    row("a size beyond reason", "tiny-llama", R"({"vocab_size":99999999999})",
        "vocab_size 99999999999: must be 1 to");
    row("layers beyond reason", "tiny-llama", R"({"num_hidden_layers":60000000})",
        "num_hidden_layers 60000000: must be 1 to");
    row("heads that do not divide", "tiny-llama", R"({"num_key_value_heads":3})",
        "4 heads over 3 key heads");
    row("a width that heads do not divide", "tiny-gpt2", R"({"n_head":5})",
        "key 'n_embd': 64, must be a multiple of n_head 5");
    row("layer types of another number", "tiny-gemma2", R"({"layer_types":["full_attention"]})",
        "key 'layer_types': 1 texts, must be 4");
    row("a layer type that is not known", "tiny-qwen3",
        R"({"layer_types":["full_attention","chunked_attention"]})", "'chunked_attention'");
    row("a window that contradicts", "tiny-qwen2",
        R"({"layer_types":["full_attention","sliding_attention"]})", "key 'sliding_window': none");
    row("a window of nothing", "tiny-mistral-swa", R"({"sliding_window":0})",
        "key 'sliding_window': 0, must be at least 1");
    row("a cap of 0", "tiny-gemma2", R"({"attn_logit_softcapping":0})", "attn_logit_softcapping");
    row("a query scale of 0", "tiny-gemma3", R"({"query_pre_attn_scalar":0})",
        "key 'query_pre_attn_scalar'");
    row("both ways", "tiny-gemma3", R"({"use_bidirectional_attention":true})",
        "use_bidirectional_attention");
    row("more than a head turns", "tiny-gpt-neox",
        R"({"rope_parameters":{"partial_rotary_factor":1.5}})", "partial_rotary_factor");
    row("an odd part of a head turns", "tiny-gpt-neox",
        R"({"rope_parameters":{"partial_rotary_factor":0.2}})", "partial_rotary_factor");
    row("positions of some layers only", "variants/smollm3", R"({"no_rope_layers":[1]})",
        "key 'no_rope_layers': 1 numbers, must be at least 4");
    row("attention across", "tiny-gpt2", R"({"add_cross_attention":true})", "add_cross_attention");
    row("an epsilon of 2", "tiny-llama", R"({"rms_norm_eps":2})", "key 'rms_norm_eps'");
    row("a pad beyond the vocabulary", "variants/llama-classifier", R"({"pad_token_id":64})",
        "key 'pad_token_id': 64, must be below vocab_size 64");
}

void TestModelConfig::refusalsNameTheKey() {
    QFETCH(QString, folder);
    QFETCH(QString, change);
    QFETCH(QString, named);
    auto json = goldenJson(kData / folder.toStdString() / "config.json");
    QVERIFY(modelConfigFromJson(json).ok());
    json.update(nlohmann::json::parse(change.toStdString()));
    const auto config = modelConfigFromJson(json);
    QVERIFY(!config);
    const auto text = QString::fromStdString(config.error().text());
    QVERIFY2(text.contains(named), qPrintable(text));
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
