// Adapters: off is the base, merged is on, saved is loaded, and what PEFT writes is read or refused
// by name.
#include "model_fixture.h"

#include "model/lora.h"
#include "model/peft_config.h"
#include "model/save_model.h"

#include <QTemporaryDir>
#include <QTest>

using namespace tiebreak;
using namespace tiebreak::test;

namespace {

constexpr double kSame = 2e-4; ///< float32, sums in another order
using Ids = std::vector<std::int64_t>;
const Ids kPrompt{1, 403, 407, 261, 378};

LoadedModel stories() {
    return loadFloat(kData / "stories260K/hf");
}

LoraOptions smallLora() {
    LoraOptions options;
    options.rank = 4;
    options.alpha = 8;
    return options;
}

/// An adapter whose B is not zero, so that it changes something.
LoadedModel adapted(const LoraOptions& options = smallLora()) {
    auto model = stories();
    need(attachLora(*model.decoder, options));
    at::manual_seed(3);
    for (auto& layer : model.decoder->weights().layers)
        for (auto& [name, linear] : linearLayers(layer))
            if (linear->adapter)
                linear->adapter->b.set_data(0.05 * at::randn_like(linear->adapter->b));
    return model;
}

at::Tensor lastOf(const Decoder& decoder) {
    return lastLogits(decoder, kPrompt).detach();
}

QString refusalOf(const nlohmann::json& config) {
    const auto options = loraOptionsFromPeft(config);
    return options ? QString() : QString::fromStdString(options.error().text());
}

} // namespace

class TestLora : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void freshAdapterChangesNothing_andIsRepeatable();
    void switchedOffIsTheBase();
    void mergedIsSwitchedOn();
    void packedWeightsHoldTheAdapter();
    void onlyTheAdapterTrains();
    void targetsChooseLayers();
    void unknownTargetIsRefusedByName();
    void savedIsLoaded();
    void brokenFoldersAreRefused();
    void neutralPeftKeysAreAccepted();
    void changingPeftKeysAreRefused_data();
    void changingPeftKeysAreRefused();
    void savedModelIsLoaded_fromFolderAndGguf_data();
    void savedModelIsLoaded_fromFolderAndGguf();
};

void TestLora::freshAdapterChangesNothing_andIsRepeatable() {
    const auto model = stories(), other = stories();
    const auto base = lastOf(*model.decoder);
    need(attachLora(*model.decoder, smallLora()));
    QVERIFY(at::equal(lastOf(*model.decoder), base));
    need(attachLora(*other.decoder, smallLora()));
    const auto& a = model.decoder->weights().layers[0].queryKeyValue[0].adapter->a;
    QVERIFY(at::equal(a, other.decoder->weights().layers[0].queryKeyValue[0].adapter->a));
    QVERIFY(!at::equal(a, model.decoder->weights().layers[1].queryKeyValue[0].adapter->a));
    QVERIFY(a.abs().max().item<double>() <= 1.0 / 8); // 1 / √64
}

void TestLora::switchedOffIsTheBase() {
    const auto base = lastOf(*stories().decoder);
    const auto model = adapted();
    QVERIFY(largestDifference(lastOf(*model.decoder), base) > kSame);
    model.decoder->setAdapterEnabled(false);
    QVERIFY(at::equal(lastOf(*model.decoder), base));
}

void TestLora::mergedIsSwitchedOn() {
    const auto model = adapted();
    const auto on = lastOf(*model.decoder);
    need(mergeLora(*model.decoder));
    QVERIFY(!model.decoder->hasAdapter());
    QVERIFY(largestDifference(lastOf(*model.decoder), on) < kSame);
    QVERIFY(largestDifference(lastOf(*stories().decoder), on) > kSame);
}

void TestLora::packedWeightsHoldTheAdapter() {
    const auto model = adapted();
    const auto on = lastOf(*model.decoder);
    const auto prefilled = [&] {
        auto cache = model.decoder->makeCache(1, 8);
        return model.decoder->prefill(at::tensor(kPrompt, at::kLong), cache, cache.addRow());
    };
    QVERIFY(largestDifference(prefilled(), on) < kSame);
    model.decoder->packForInference(4);
    QVERIFY(largestDifference(prefilled(), on) < kSame);
    model.decoder->setAdapterEnabled(false);
    QVERIFY(largestDifference(prefilled(), lastOf(*stories().decoder)) < kSame);
    QVERIFY(largestDifference(prefilled(), on) > kSame);
}

void TestLora::onlyTheAdapterTrains() {
    const auto model = adapted();
    const auto parameters = model.decoder->trainableParameters();
    QCOMPARE(parameters.size(), 5u * 7u * 2u);
    QCOMPARE(parameters.front().first,
             std::string("base_model.model.model.layers.0.self_attn.q_proj.lora_A.weight"));
    lastLogits(*model.decoder, kPrompt).sum().backward();
    for (const auto& [name, tensor] : parameters)
        QVERIFY2(tensor.grad().defined(), name.c_str());
    QVERIFY(!model.decoder->weights().layers[0].queryKeyValue[0].weight.requires_grad());
}

void TestLora::targetsChooseLayers() {
    auto options = smallLora();
    options.targets = {"q_proj", "v_proj"};
    const auto model = adapted(options);
    QVERIFY(model.decoder->weights().layers[2].queryKeyValue[2].adapter.has_value());
    QVERIFY(!model.decoder->weights().layers[2].queryKeyValue[1].adapter.has_value());
}

void TestLora::unknownTargetIsRefusedByName() {
    auto options = smallLora();
    options.targets = {"c_attn"};
    const auto status = attachLora(*stories().decoder, options);
    QVERIFY(!status && status.error().text().find("'c_attn'") != std::string::npos);
}

void TestLora::savedIsLoaded() {
    QTemporaryDir place;
    const auto folder = std::filesystem::path(place.filePath("adapter").toStdString());
    auto options = smallLora();
    options.rankStabilised = true;
    const auto model = adapted(options);
    need(saveLora(*model.decoder, options, folder, "stories260K"));
    const auto other = stories();
    const auto found = need(loadLora(*other.decoder, folder, false));
    QVERIFY(at::equal(lastOf(*other.decoder), lastOf(*model.decoder)));
    QVERIFY(found.rankStabilised && found.rank == 4 && found.alpha == 8);
    QVERIFY(other.decoder->trainableParameters().empty());
}

void TestLora::brokenFoldersAreRefused() {
    QTemporaryDir place;
    const auto folder = std::filesystem::path(place.filePath("adapter").toStdString());
    const auto model = adapted();
    need(saveLora(*model.decoder, smallLora(), folder, ""));
    auto config = goldenJson(folder / "adapter_config.json");
    config["r"] = 8;
    need(writeFileAtomically(folder / "adapter_config.json", config.dump()));
    const auto wrongRank = loadLora(*stories().decoder, folder, false);
    QVERIFY(!wrongRank && wrongRank.error().message.find("must be [8, 64]") != std::string::npos);
    config["r"] = 4;
    config["target_modules"] = {"q_proj"};
    need(writeFileAtomically(folder / "adapter_config.json", config.dump()));
    const auto leftOver = loadLora(*stories().decoder, folder, false);
    QVERIFY(!leftOver && leftOver.error().message.find("70 tensors") != std::string::npos);
}

void TestLora::neutralPeftKeysAreAccepted() {
    auto config = peftConfig(smallLora(), "");
    for (const char* key : {"some_future_key", "layers_to_transform", "exclude_modules"})
        config[key] = nullptr;
    config["use_dora"] = false;
    config["rank_pattern"] = nlohmann::json::object();
    config["megatron_core"] = "megatron.core";
    config["peft_version"] = "0.21.2";
    QCOMPARE(refusalOf(config), QString());
}

void TestLora::changingPeftKeysAreRefused_data() {
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("value");
    QTest::addRow("DoRA") << "use_dora"
                          << "true";
    QTest::addRow("a rank of its own") << "rank_pattern"
                                       << R"({"q_proj": 8})";
    QTest::addRow("saved modules") << "modules_to_save"
                                   << R"(["lm_head"])";
    QTest::addRow("a head and more") << "modules_to_save"
                                     << R"(["score", "lm_head"])";
    QTest::addRow("trained biases") << "bias"
                                    << R"("all")";
    QTest::addRow("some layers only") << "layers_to_transform"
                                      << "[0]";
    QTest::addRow("PiSSA") << "init_lora_weights"
                           << R"("pissa")";
    QTest::addRow("another method") << "peft_type"
                                    << R"("IA3")";
}

void TestLora::changingPeftKeysAreRefused() {
    QFETCH(QString, key);
    QFETCH(QString, value);
    auto config = peftConfig(smallLora(), "");
    config[key.toStdString()] = nlohmann::json::parse(value.toStdString());
    QVERIFY2(refusalOf(config).contains(key), qPrintable(refusalOf(config)));
}

void TestLora::savedModelIsLoaded_fromFolderAndGguf_data() {
    QTest::addColumn<QString>("source");
    QTest::addRow("folder") << "stories260K/hf";
    QTest::addRow("GGUF, rows put back in order") << "stories260K/stories260K.q8_0.gguf";
    QTest::addRow("untied output") << "tiny-llama";
    QTest::addRow("stretched rotary angles") << "tiny-llama3-rope-tied";
}

void TestLora::savedModelIsLoaded_fromFolderAndGguf() {
    QFETCH(QString, source);
    QTemporaryDir place;
    const auto folder = std::filesystem::path(place.filePath("saved").toStdString());
    const auto path = kData / source.toStdString();
    const auto model = loadFloat(path);
    need(saveModel(*model.decoder, path, folder));
    const auto back = loadFloat(folder);
    const auto before = model.decoder->namedWeights(), after = back.decoder->namedWeights();
    QCOMPARE(after.size(), before.size());
    for (std::size_t i = 0; i < before.size(); ++i)
        QVERIFY2(at::equal(after[i].second, before[i].second), before[i].first.c_str());
    const Ids prompt{1, 17, 30, 4}; // bits may differ: the file lays weights at other addresses
    QVERIFY(largestDifference(lastLogits(*back.decoder, prompt),
                              lastLogits(*model.decoder, prompt)) < kSame);
    QCOMPARE(std::filesystem::exists(folder / "tokenizer.json"), source.startsWith("stories260K"));
}

QTEST_GUILESS_MAIN(TestLora)
#include "tst_lora.moc"
