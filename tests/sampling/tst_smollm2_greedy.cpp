#include "base/atomic_file.h"
#include "model/load_model.h"
#include "sampling/batch_generator.h"

#include <QtTest>
#include <nlohmann/json.hpp>

using namespace tiebreak;

namespace {

/// Below this gap between the best two logits float32 sums in another order may choose the other.
constexpr double kClearMargin = 0.01;
constexpr double kLogprobTolerance = 5e-3; // sums of logits within 2e-3

} // namespace

class SmolLm2GreedyTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void greedyIdsEqualUpToTheFirstUnclearStep();
};

void SmolLm2GreedyTest::greedyIdsEqualUpToTheFirstUnclearStep() {
    if (!std::filesystem::exists(TIEBREAK_STARTER_MODEL))
        QSKIP("the starter model is not set up");
    LoadOptions options;
    options.dtype = DtypeChoice::Float32;
    const auto loaded = loadModel(TIEBREAK_STARTER_MODEL, options);
    QVERIFY2(loaded.ok(), loaded.ok() ? "" : loaded.error().text().c_str());
    loaded->decoder->packForInference(8);
    const auto text = readFile(TIEBREAK_TEST_DATA "/model/smollm2_golden.json");
    const auto prompts = nlohmann::json::parse(text.value()).at("prompts");
    BatchGenerator generator(loaded->decoder, nullptr, {8, false});
    for (std::size_t i = 0; i < prompts.size(); ++i) {
        SamplingParameters p;
        p.greedy = true;
        p.maxNewTokens = std::int64_t(prompts[i].at("greedy_ids").size());
        QVERIFY(
            generator
                .add(std::int64_t(i), prompts[i].at("token_ids").get<std::vector<TokenId>>(), {p})
                .ok());
    }
    std::size_t compared = 0;
    while (!generator.idle()) {
        const auto events = generator.step();
        QVERIFY(events.ok());
        for (const GeneratedResponse& response : events->responses) {
            const auto& golden = prompts[std::size_t(response.key.request)];
            const auto ids = golden.at("greedy_ids").get<std::vector<TokenId>>();
            const auto margins = golden.at("greedy_margins").get<std::vector<double>>();
            const auto logprobs = golden.at("greedy_logprobs").get<std::vector<double>>();
            for (std::size_t k = 0; k < ids.size() && margins[k] > kClearMargin; ++k, ++compared) {
                QVERIFY2(
                    k < response.ids.size() && response.ids[k] == ids[k],
                    qPrintable(QString("prompt %1, token %2").arg(response.key.request).arg(k)));
                QVERIFY(std::abs(response.logprobs[k] - logprobs[k]) < kLogprobTolerance);
            }
        }
    }
    QVERIFY2(compared > 300, qPrintable(QString("%1 tokens compared").arg(compared)));
}

QTEST_APPLESS_MAIN(SmolLm2GreedyTest)
#include "tst_smollm2_greedy.moc"
