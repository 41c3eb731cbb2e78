#include "generator_fixture.h"

#include "base/atomic_file.h"

#include <algorithm>
#include <nlohmann/json.hpp>

using namespace tiebreak;

namespace {

const std::filesystem::path kFolder = TIEBREAK_TEST_DATA "/model/stories260K";
constexpr double kLogprobTolerance = 1e-4; // float32, against transformers

nlohmann::json goldenPrompts() {
    const auto text = readFile(kFolder / "golden.json");
    return nlohmann::json::parse(text.value()).at("prompts");
}

SamplingParameters greedy(std::int64_t most) {
    SamplingParameters p;
    p.greedy = true;
    p.maxNewTokens = most;
    p.ignoreEos = true;
    return p;
}

SamplingParameters random(std::uint64_t seed, std::int64_t most) {
    SamplingParameters p;
    p.seed = seed;
    p.maxNewTokens = most;
    p.ignoreEos = true;
    return p;
}

using Responses = std::map<std::pair<std::int64_t, int>, GeneratedResponse>;

/// Steps to the end; `each` sees every step.
Responses runAll(BatchGenerator& generator,
                 const std::function<void(const StepEvents&)>& each = {}) {
    Responses responses;
    for (auto& [key, response] : test::runAll(generator, each))
        responses.insert_or_assign({std::get<0>(key), std::get<1>(key)}, std::move(response));
    return responses;
}

} // namespace

class BatchGeneratorTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_decoder = test::loadDecoder("stories260K/hf"); }
    void greedyEqualsTransformers_data();
    void greedyEqualsTransformers();
    void promptsDecodeTogetherAsAlone();
    void aPromptIsComputedOnce();
    void logprobsAreTheModelsOwn();
    void sampleJIsSeedPlusJ();
    void repeatableIgnoresTheRestOfTheBatch();
    void anotherSeedGivesAnotherResponse();
    void endTokensEndAResponse();
    void minimumForbidsTheEnd();
    void cancelEndsWithinOneStep();
    void newRequestJoinsARunningBatch();
    void contextLimitsAResponse();
    void branchesBeginAtOnce_data();
    void branchesBeginAtOnce();
    void keptPromptsStayWithinTheirBytes();
    void badPromptsAreRefused();
    void moreRowsThanPlacesWait();

private:
    std::shared_ptr<Decoder> m_decoder;
};

void BatchGeneratorTest::greedyEqualsTransformers_data() {
    QTest::addColumn<int>("index");
    const auto prompts = goldenPrompts();
    for (std::size_t i = 0; i < prompts.size(); ++i)
        QTest::addRow("prompt %zu", i) << int(i);
}

void BatchGeneratorTest::greedyEqualsTransformers() {
    QFETCH(int, index);
    const auto golden = goldenPrompts().at(std::size_t(index));
    const auto expected = golden.at("greedy_ids").get<std::vector<TokenId>>();
    BatchGenerator generator(m_decoder, nullptr);
    QVERIFY(generator
                .add(1, golden.at("token_ids").get<std::vector<TokenId>>(),
                     {greedy(std::int64_t(expected.size()))})
                .ok());
    auto responses = runAll(generator);
    QCOMPARE(responses.at({1, 0}).ids, expected);
    auto wrong = expected;
    wrong.back() ^= 1;
    QVERIFY(responses.at({1, 0}).ids != wrong);
}

void BatchGeneratorTest::promptsDecodeTogetherAsAlone() {
    BatchGenerator generator(m_decoder, nullptr);
    const auto prompts = goldenPrompts();
    for (std::size_t i = 0; i < prompts.size(); ++i)
        QVERIFY(generator
                    .add(std::int64_t(i), prompts[i].at("token_ids").get<std::vector<TokenId>>(),
                         {greedy(30), random(i, 20)})
                    .ok());
    auto responses = runAll(generator);
    for (std::size_t i = 0; i < prompts.size(); ++i) {
        auto expected = prompts[i].at("greedy_ids").get<std::vector<TokenId>>();
        expected.resize(std::min<std::size_t>(expected.size(), 30));
        auto ids = responses.at({std::int64_t(i), 0}).ids;
        ids.resize(expected.size());
        QCOMPARE(ids, expected);
        QCOMPARE(responses.at({std::int64_t(i), 1}).ids.size(), std::size_t(20));
    }
}

void BatchGeneratorTest::aPromptIsComputedOnce() {
    BatchGenerator generator(m_decoder, nullptr);
    const std::vector<TokenId> prompt{1, 403, 407, 261, 378};
    QVERIFY(generator.add(1, prompt, {random(1, 5), random(2, 5), random(3, 5)}).ok());
    QVERIFY(generator.add(2, prompt, {greedy(5)}).ok());
    std::int64_t computed = 0;
    runAll(generator,
           [&](const StepEvents& events) { computed += std::int64_t(events.prompts.size()); });
    QCOMPARE(computed, 1);
}

void BatchGeneratorTest::logprobsAreTheModelsOwn() {
    // Greedy ids of a prompt, fed again as a prompt, must meet transformers' log-probabilities.
    const auto golden = goldenPrompts().at(1);
    const auto prompt = golden.at("token_ids").get<std::vector<TokenId>>();
    const auto expected = golden.at("prompt_next_token_logprobs").get<std::vector<double>>();
    for (std::size_t i = 0; i < expected.size(); ++i) {
        BatchGenerator generator(m_decoder, nullptr);
        SamplingParameters p = greedy(1);
        QVERIFY(
            generator.add(1, {prompt.begin(), prompt.begin() + std::ptrdiff_t(i) + 1}, {p}).ok());
        const auto response = runAll(generator).at({1, 0});
        if (response.ids[0] != prompt[i + 1])
            continue; // not what greedy takes; its log-probability is not told
        QVERIFY(std::abs(response.logprobs[0] - expected[i]) < kLogprobTolerance);
        QVERIFY(std::abs(response.logprobs[0] / 0.9 - expected[i]) > 1e-6 || expected[i] > -1e-5);
    }
}

void BatchGeneratorTest::sampleJIsSeedPlusJ() {
    const std::vector<TokenId> prompt{1, 403, 407, 261, 378};
    BatchGenerator together(m_decoder, nullptr, {16, true});
    QVERIFY(together.add(1, prompt, {random(40, 30), random(41, 30), random(42, 30)}).ok());
    auto responses = runAll(together);
    for (int j = 0; j < 3; ++j) {
        BatchGenerator alone(m_decoder, nullptr, {16, true});
        QVERIFY(alone.add(1, prompt, {random(40 + std::uint64_t(j), 30)}).ok());
        QCOMPARE(runAll(alone).at({1, 0}).ids, responses.at({1, j}).ids);
    }
}

void BatchGeneratorTest::repeatableIgnoresTheRestOfTheBatch() {
    const std::vector<TokenId> prompt{1, 403, 407, 261, 378};
    BatchGenerator alone(m_decoder, nullptr, {16, true});
    QVERIFY(alone.add(1, prompt, {random(7, 60)}).ok());
    const auto first = runAll(alone).at({1, 0});
    BatchGenerator crowded(m_decoder, nullptr, {16, true});
    for (std::int64_t i = 2; i < 12; ++i)
        QVERIFY(crowded.add(i, {1, TokenId(i)}, {random(std::uint64_t(i), 10 * i)}).ok());
    QVERIFY(crowded.add(1, prompt, {random(7, 60)}).ok());
    const auto second = runAll(crowded).at({1, 0});
    QCOMPARE(second.ids, first.ids);
    QCOMPARE(second.logprobs, first.logprobs); // to the last bit
}

void BatchGeneratorTest::anotherSeedGivesAnotherResponse() {
    BatchGenerator generator(m_decoder, nullptr);
    QVERIFY(generator.add(1, {1}, {random(7, 40), random(8, 40)}).ok());
    auto responses = runAll(generator);
    QVERIFY(responses.at({1, 0}).ids != responses.at({1, 1}).ids);
}

void BatchGeneratorTest::endTokensEndAResponse() {
    const auto ends = m_decoder->config().eosIds;
    QVERIFY(!ends.empty());
    BatchGenerator generator(m_decoder, nullptr);
    std::vector<SamplingParameters> rows;
    for (std::uint64_t seed = 0; seed < 8; ++seed) {
        rows.push_back(random(seed, 400));
        rows.back().ignoreEos = false;
        rows.back().temperature = 1.5;
    }
    QVERIFY(generator.add(1, {1, 403, 407, 261, 378}, rows).ok());
    int ended = 0;
    for (const auto& [key, response] : runAll(generator)) {
        const auto isEnd = [&](TokenId id) { return std::count(ends.begin(), ends.end(), id) > 0; };
        const auto count = std::count_if(response.ids.begin(), response.ids.end(), isEnd);
        QCOMPARE(count, response.stop == StopReason::Eos ? 1 : 0);
        ended += response.stop == StopReason::Eos && isEnd(response.ids.back());
    }
    qInfo("%d of 8 responses ended by themselves", ended);
}

void BatchGeneratorTest::minimumForbidsTheEnd() {
    const auto ends = m_decoder->config().eosIds;
    BatchGenerator generator(m_decoder, nullptr);
    SamplingParameters p = random(5, 60);
    p.ignoreEos = false;
    p.minNewTokens = 60;
    p.temperature = 3;
    QVERIFY(generator.add(1, {1}, {p, p}).ok());
    for (const auto& [key, response] : runAll(generator)) {
        QCOMPARE(response.ids.size(), std::size_t(60));
        for (const TokenId id : response.ids)
            QVERIFY(std::count(ends.begin(), ends.end(), id) == 0);
    }
}

void BatchGeneratorTest::cancelEndsWithinOneStep() {
    BatchGenerator generator(m_decoder, nullptr);
    QVERIFY(generator.add(1, {1}, {random(1, 200), random(2, 200)}).ok());
    QVERIFY(generator.add(2, {1, 403}, {random(3, 12)}).ok());
    for (int i = 0; i < 5; ++i)
        QVERIFY(generator.step().ok());
    generator.cancel(1);
    const auto events = generator.step();
    QVERIFY(events.ok());
    QCOMPARE(events->responses.size(), std::size_t(2));
    QVERIFY(events->responses[0].stop == StopReason::Cancelled);
    QVERIFY(events->responses[0].ids.size() <= 5);
    QCOMPARE(events->done, std::vector<std::int64_t>{1});
    for (const GeneratedToken& token : events->tokens)
        QCOMPARE(token.key.request, 2);
    const auto rest = runAll(generator);
    QCOMPARE(rest.at({2, 0}).ids.size(), std::size_t(12));
}

void BatchGeneratorTest::newRequestJoinsARunningBatch() {
    BatchGenerator generator(m_decoder, nullptr);
    QVERIFY(generator.add(1, {1}, {random(1, 40)}).ok());
    for (int i = 0; i < 10; ++i)
        QVERIFY(generator.step().ok());
    QVERIFY(generator.add(2, {1, 403}, {random(2, 10)}).ok());
    bool together = false;
    const auto responses = runAll(generator, [&](const StepEvents& events) {
        together = together || events.tokens.size() == 2;
    });
    QVERIFY(together);
    QCOMPARE(responses.size(), std::size_t(2));
}

void BatchGeneratorTest::contextLimitsAResponse() {
    const auto context = m_decoder->config().context;
    BatchGenerator generator(m_decoder, nullptr);
    QVERIFY(generator.add(1, std::vector<TokenId>(std::size_t(context) - 3, 403), {random(1, 50)})
                .ok());
    const auto response = runAll(generator).at({1, 0});
    QCOMPARE(response.ids.size(), std::size_t(3));
    QVERIFY(response.stop == StopReason::Length);
    QVERIFY(
        !generator.add(2, std::vector<TokenId>(std::size_t(context), 403), {random(1, 5)}).ok());
}

void BatchGeneratorTest::branchesBeginAtOnce_data() {
    QTest::addColumn<bool>("repeatable");
    QTest::newRow("fast") << false;
    QTest::newRow("repeatable") << true;
}

void BatchGeneratorTest::branchesBeginAtOnce() {
    QFETCH(bool, repeatable);
    std::vector<TokenId> prompt(300, 403);
    prompt.insert(prompt.begin(), 1);
    const GeneratorOptions keeping{16, repeatable, 64 << 20};
    BatchGenerator generator(m_decoder, nullptr, keeping);
    QVERIFY(generator.add(1, prompt, {greedy(20)}).ok());
    const auto first = runAll(generator).at({1, 0});
    auto branch = prompt; // ten of its tokens, then another one
    branch.insert(branch.end(), first.ids.begin(), first.ids.begin() + 10);
    branch.push_back(first.ids[10] == 261 ? 262 : 261);
    QVERIFY(generator.add(2, branch, {greedy(12)}).ok());
    const auto events = generator.step();
    QVERIFY(events.ok());
    QCOMPARE(events->tokens.size(), std::size_t(1)); // in the first step, whatever the length
    const auto second = runAll(generator).at({2, 0});
    BatchGenerator fresh(m_decoder, nullptr, {16, repeatable});
    QVERIFY(fresh.add(2, branch, {greedy(12)}).ok());
    std::size_t steps = 0;
    const auto alone = runAll(fresh, [&](const StepEvents& step) {
                           steps += step.tokens.empty() ? 1 : 0;
                       }).at({2, 0});
    QVERIFY(steps > 0); // without what was kept the prompt alone takes longer
    QCOMPARE(second.ids, alone.ids);
    if (repeatable)
        QCOMPARE(second.logprobs, alone.logprobs); // to the last bit
    for (std::size_t i = 0; i < alone.logprobs.size(); ++i)
        QVERIFY(std::abs(second.logprobs[i] - alone.logprobs[i]) < kLogprobTolerance);
}

void BatchGeneratorTest::keptPromptsStayWithinTheirBytes() {
    const auto stateOf = [&](std::int64_t length) {
        auto state =
            std::make_shared<PromptState>(std::vector<TokenId>(std::size_t(length), TokenId(7)));
        while (!state->ready())
            state->computePiece(*m_decoder);
        return state;
    };
    const auto five = stateOf(5), nine = stateOf(9);
    PrefixStore store(five->bytes() + nine->bytes() - 1);
    store.keep(five);
    QVERIFY(store.begin(std::vector<TokenId>(5, 7), *m_decoder, {}) == five);
    QCOMPARE(store.begin(std::vector<TokenId>(8, 7), *m_decoder, {})->computed(), 5);
    QCOMPARE(store.begin(std::vector<TokenId>(8, 7), *m_decoder, {4})->computed(), 4);
    QCOMPARE(store.begin(std::vector<TokenId>(8, 6), *m_decoder, {})->computed(), 0);
    store.keep(nine); // both are too much, and five was used longest ago
    QCOMPARE(store.bytes(), nine->bytes());
    QCOMPARE(store.begin(std::vector<TokenId>(5, 7), *m_decoder, {})->computed(), 4);
    store.keep(stateOf(400)); // more than all there is room for
    QCOMPARE(store.bytes(), nine->bytes());
}

void BatchGeneratorTest::badPromptsAreRefused() {
    BatchGenerator generator(m_decoder, nullptr);
    QVERIFY(!generator.add(1, {}, {greedy(1)}).ok());
    QVERIFY(!generator.add(1, {-1}, {greedy(1)}).ok());
    QVERIFY(!generator.add(1, {512}, {greedy(1)}).ok());
    SamplingParameters cold = random(1, 1);
    cold.temperature = 0;
    QVERIFY(!generator.add(1, {1}, {cold}).ok());
    SamplingParameters stopped = random(1, 1);
    stopped.stop = {"x"};
    QVERIFY(!generator.add(1, {1}, {stopped}).ok()); // there is no tokenizer
    QVERIFY(generator.idle());
}

void BatchGeneratorTest::moreRowsThanPlacesWait() {
    BatchGenerator generator(m_decoder, nullptr, {3, false});
    std::vector<SamplingParameters> rows;
    for (std::uint64_t seed = 0; seed < 10; ++seed)
        rows.push_back(random(seed, 3 + std::int64_t(seed)));
    QVERIFY(generator.add(1, {1}, rows).ok());
    std::size_t most = 0;
    const auto responses = runAll(
        generator, [&](const StepEvents& events) { most = std::max(most, events.tokens.size()); });
    QCOMPARE(responses.size(), std::size_t(10));
    for (const auto& [key, response] : responses)
        QCOMPARE(response.ids.size(), std::size_t(3 + key.second));
    QVERIFY(most <= 6); // three that decode and at most three that begin
}

QTEST_APPLESS_MAIN(BatchGeneratorTest)
#include "tst_batch_generator.moc"
