// The starter model against transformers' numbers: 20 prompts, the twenty highest logits of each,
// and the time loading takes.
#include "model_fixture.h"

#include "base/clock.h"
#include "tensor/threads.h"

#include <QTest>

using namespace tiebreak;
using namespace tiebreak::test;

namespace {

constexpr double kTolerance = 2e-3;   ///< the golden file's contract in float32
constexpr double kClearMargin = 0.01; ///< below it, which token leads is not asked

double worstOfTop20(const at::Tensor& logits, const nlohmann::json& prompt) {
    const std::vector<std::int64_t> ids = prompt.at("top20_ids");
    return largestDifference(logits.index_select(0, at::tensor(ids, at::kLong)),
                             asTensor(prompt.at("top20_logits")));
}

} // namespace

class TestStarterModel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void top20LogitsEqualTransformers();
    void top20LogitsDiffer_fromAnotherPrompts();
    void greedyTokensEqualTransformers_whileTheMarginIsClear();
    void modelHashIsTheFiles();

private:
    LoadedModel m_model;
    nlohmann::json m_prompts;
};

void TestStarterModel::initTestCase() {
    if (!std::filesystem::exists(TIEBREAK_STARTER_MODEL))
        QSKIP("the starter model is not there: run ./tiebreak setup");
    setThreads(0);
    const double start = monotonicSeconds();
    m_model = loadFloat(TIEBREAK_STARTER_MODEL);
    qInfo("loaded in %.2f s", monotonicSeconds() - start);
    m_model.decoder->packForInference(1);
    qInfo("loaded and packed in %.2f s", monotonicSeconds() - start);
    m_prompts = goldenJson(kData / "smollm2_golden.json").at("prompts");
}

void TestStarterModel::top20LogitsEqualTransformers() {
    QCOMPARE(m_prompts.size(), 20u);
    for (const auto& prompt : m_prompts) {
        const auto worst =
            worstOfTop20(lastLogits(*m_model.decoder, prompt.at("token_ids")), prompt);
        QVERIFY2(worst < kTolerance, prompt.at("id").get<std::string>().c_str());
    }
}

void TestStarterModel::top20LogitsDiffer_fromAnotherPrompts() {
    const auto logits = lastLogits(*m_model.decoder, m_prompts.at(1).at("token_ids"));
    QVERIFY(worstOfTop20(logits, m_prompts.at(0)) > kTolerance);
}

void TestStarterModel::greedyTokensEqualTransformers_whileTheMarginIsClear() {
    std::size_t compared = 0;
    for (std::size_t p = 0; p < m_prompts.size(); p += 5) {
        const auto& prompt = m_prompts.at(p);
        const std::vector<std::int64_t> expected = prompt.at("greedy_ids");
        const std::vector<double> margins = prompt.at("greedy_margins");
        const std::vector<std::int64_t> tokens = prompt.at("token_ids");
        auto cache = m_model.decoder->makeCache(1, 256);
        auto logits =
            m_model.decoder->prefill(at::tensor(tokens, at::kLong), cache, cache.addRow());
        for (std::size_t i = 0; i < expected.size() && margins[i] > kClearMargin; ++i, ++compared) {
            const auto token = logits.argmax(-1).view({1});
            QCOMPARE(token.item<std::int64_t>(), expected[i]);
            logits = m_model.decoder->step(token, cache);
        }
    }
    QVERIFY(compared > 40);
}

void TestStarterModel::modelHashIsTheFiles() {
    const auto expected = goldenJson(kData / "smollm2_golden.json").at("gguf_sha256");
    QCOMPARE(need(modelHash(TIEBREAK_STARTER_MODEL)), expected.get<std::string>());
    QCOMPARE(need(modelHash(TIEBREAK_STARTER_MODEL)), expected.get<std::string>());
}

QTEST_GUILESS_MAIN(TestStarterModel)
#include "tst_starter_model.moc"
