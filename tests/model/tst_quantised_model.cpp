// A model whose linear layers stay quantised computes what the dequantised one computes, and a
// model that gave its plain weights back samples as before.
#include "model_fixture.h"

#include "model/lora.h"

#include <QTemporaryDir>
#include <QTest>

using namespace tiebreak;
using namespace tiebreak::test;

namespace {

constexpr double kSumOrder = 1e-4; ///< float32 logits, sums in another order
const std::filesystem::path kStories = kData / "stories260K";
const std::vector<std::int64_t> kPrompt{1, 403, 407, 261, 378};

LoadedModel loadKept(const std::filesystem::path& path) {
    LoadOptions options;
    options.dtype = DtypeChoice::Float32;
    options.keepQuantised = true;
    return need(loadModel(path, options));
}

/// Logits after a prompt and one more token, through the cache. // [2, V]
at::Tensor sampled(const Decoder& decoder) {
    auto cache = decoder.makeCache(1, 8);
    const auto first = decoder.prefill(at::tensor(kPrompt, at::kLong), cache, cache.addRow());
    const auto second = decoder.step(at::tensor({17}, at::kLong), cache);
    return at::cat({first.unsqueeze(0), second}, 0);
}

std::int64_t keptLayers(const Decoder& decoder) {
    std::int64_t count = 0;
    for (const auto& layer : decoder.weights().layers)
        for (const auto& [name, linear] : linearLayers(layer))
            count += linear->blocks ? 1 : 0;
    return count;
}

} // namespace

class TestQuantisedModel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void computesAsDequantised_data();
    void computesAsDequantised();
    void adapterOnQuantised();
    void nothingQuantisedIsRefused();
    void releasedWeightsSampleAsBefore();
};

void TestQuantisedModel::computesAsDequantised_data() {
    QTest::addColumn<QString>("file");
    QTest::newRow("8 bits") << "stories260K.q8_0.gguf";
    QTest::newRow("4 bits") << "stories260K.q4_0.gguf";
}

void TestQuantisedModel::computesAsDequantised() {
    QFETCH(QString, file);
    const auto path = kStories / file.toStdString();
    const auto full = loadFloat(path), kept = loadKept(path);
    QVERIFY(keptLayers(*kept.decoder) >= 5 * 6); // rows of ffn_down are no whole blocks
    QCOMPARE(keptLayers(*full.decoder), std::int64_t{0});
    const auto expected = lastLogits(*full.decoder, kPrompt);
    QVERIFY(largestDifference(lastLogits(*kept.decoder, kPrompt), expected) < kSumOrder);
    QVERIFY(largestDifference(lastLogits(*loadFloat(kStories / "hf").decoder, kPrompt), expected) >
            kSumOrder); // the twin: other weights are seen
    QVERIFY(largestDifference(sampled(*kept.decoder), sampled(*full.decoder)) < kSumOrder);
    kept.decoder->packForInference(4, Decoder::PlainWeights::Release);
    QVERIFY(largestDifference(sampled(*kept.decoder), sampled(*full.decoder)) < kSumOrder);
}

void TestQuantisedModel::adapterOnQuantised() {
    const auto path = kStories / "stories260K.q8_0.gguf";
    const auto full = loadFloat(path), kept = loadKept(path);
    LoraOptions options;
    options.rank = 4;
    for (const auto& model : {full, kept}) {
        need(attachLora(*model.decoder, options));
        at::manual_seed(3);
        for (auto& layer : model.decoder->weights().layers)
            for (auto& [name, linear] : linearLayers(layer))
                linear->adapter->b.set_data(0.05 * at::randn_like(linear->adapter->b));
    }
    const auto expected = lastLogits(*full.decoder, kPrompt).detach();
    const auto found = lastLogits(*kept.decoder, kPrompt).detach();
    QVERIFY(largestDifference(found, expected) < kSumOrder);
    kept.decoder->setAdapterEnabled(false);
    QVERIFY(largestDifference(lastLogits(*kept.decoder, kPrompt).detach(), expected) > kSumOrder);
    kept.decoder->setAdapterEnabled(true);
    need(mergeLora(*kept.decoder)); // dequantises what it changes
    QVERIFY(largestDifference(lastLogits(*kept.decoder, kPrompt).detach(), expected) < kSumOrder);
}

void TestQuantisedModel::nothingQuantisedIsRefused() {
    LoadOptions options;
    options.keepQuantised = true;
    const auto model = loadModel(kStories / "hf", options);
    QVERIFY(!model.ok());
    QVERIFY(model.error().text().find("no linear layer is stored in blocks") != std::string::npos);
}

void TestQuantisedModel::releasedWeightsSampleAsBefore() {
    const auto kept = loadFloat(kStories / "hf"), released = loadFloat(kStories / "hf");
    kept.decoder->packForInference(4);
    released.decoder->packForInference(4, Decoder::PlainWeights::Release);
    QVERIFY(at::equal(sampled(*released.decoder), sampled(*kept.decoder)));
    std::int64_t elements = 0, held = 0;
    for (const auto& [name, weight] : released.decoder->namedWeights()) {
        elements += weight.numel();
        held += weight.is_meta() ? 0 : weight.numel();
    }
    QVERIFY(elements > 200'000);  // still counted
    QVERIFY(held < elements / 5); // but not held
    QVERIFY_EXCEPTION_THROWN(released.decoder->dropInferenceWeights(), c10::Error);
    QVERIFY_EXCEPTION_THROWN(released.decoder->packForInference(2), c10::Error);
}

QTEST_GUILESS_MAIN(TestQuantisedModel)
#include "tst_quantised_model.moc"
