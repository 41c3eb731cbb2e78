// A response taken apart against the plain forward pass and processors written out anew; responses
// that go on from given tokens; and words forced, banned and boosted.
#include "generator_fixture.h"

#include "model/packed_input.h"

#include <ATen/ATen.h>
#include <algorithm>
#include <c10/core/GradMode.h>
#include <cmath>
#include <numeric>
#include <set>

using namespace tiebreak;

namespace {

constexpr double kSame = 1e-4; // float32, sums in another order
const std::vector<TokenId> kPrompt{1, 403, 407, 261, 378};
const GeneratorOptions kKeeping{16, false, 64 << 20};

SamplingParameters drawn(std::uint64_t seed, std::int64_t most) {
    SamplingParameters p;
    p.seed = seed;
    p.maxNewTokens = most;
    p.ignoreEos = true;
    return p;
}

GeneratedResponse respond(BatchGenerator& generator, const std::vector<TokenId>& prompt,
                          const SamplingParameters& p) {
    const auto added = generator.add(1, prompt, {p});
    if (!added)
        qFatal("%s", added.error().text().c_str());
    return test::runAll(generator).at({1, 0, 0});
}

struct Inspected {
    std::vector<std::string> stages;
    std::vector<InspectedToken> tokens;
    int steps = 0;
};

Inspected inspect(BatchGenerator& generator, const std::vector<TokenId>& prompt,
                  const std::vector<TokenId>& ids, const SamplingParameters& p,
                  std::int64_t top = 8) {
    auto job = generator.inspect(prompt, ids, p, top);
    if (!job)
        qFatal("%s", job.error().text().c_str());
    Inspected all;
    while (!(*job)->finished()) {
        const auto reply = (*job)->step();
        if (!reply)
            qFatal("%s", reply.error().text().c_str());
        if (reply->first != std::ssize(all.tokens))
            qFatal("a piece begins at %lld", static_cast<long long>(reply->first));
        all.stages = reply->stages;
        all.tokens.insert(all.tokens.end(), reply->tokens.begin(), reply->tokens.end());
        ++all.steps;
    }
    return all;
}

/// Of the token after `ids`, by the forward pass that training uses. // [V]
std::vector<double> probabilitiesAfter(const Decoder& decoder, std::vector<TokenId> ids) {
    const c10::NoGradGuard noGradient;
    PackedInputBuilder builder;
    builder.addRow(std::vector<std::int64_t>(ids.begin(), ids.end()));
    const auto hidden = decoder.hiddenStates(builder.build());
    const auto logits = decoder.logits(hidden.narrow(0, hidden.size(0) - 1, 1)).squeeze(0);
    const auto shares = logits.to(at::kDouble).softmax(-1).contiguous();
    return {shares.const_data_ptr<double>(), shares.const_data_ptr<double>() + shares.numel()};
}

std::vector<std::size_t> byShare(const std::vector<double>& shares) {
    std::vector<std::size_t> order(shares.size());
    std::iota(order.begin(), order.end(), std::size_t(0));
    std::stable_sort(order.begin(), order.end(),
                     [&](auto a, auto b) { return shares[a] > shares[b]; });
    return order;
}

void normalise(std::vector<double>& shares) {
    const double sum = std::accumulate(shares.begin(), shares.end(), 0.0);
    for (double& share : shares)
        share /= sum;
}

/// Temperature, then top-k, then top-p, written out anew; the shares after each.
std::vector<std::vector<double>> shaped(std::vector<double> shares, double temperature,
                                        std::size_t k, double p) {
    std::vector<std::vector<double>> stages{shares};
    for (double& share : shares)
        share = std::pow(share, 1 / temperature);
    normalise(shares);
    stages.push_back(shares);
    const auto order = byShare(shares);
    for (std::size_t i = k; i < order.size(); ++i)
        shares[order[i]] = 0;
    normalise(shares);
    stages.push_back(shares);
    double before = 0;
    for (const std::size_t id : order) {
        const double share = shares[id];
        if (before >= p)
            shares[id] = 0;
        before += share;
    }
    normalise(shares);
    stages.push_back(shares);
    return stages;
}

} // namespace

class TokenInspectorTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_decoder = test::loadDecoder("stories260K/hf"); }
    void ownNumbersEqualTheForwardPass();
    void stagesEqualProcessorsWrittenOutAnew();
    void drawnTokensAreTheirOwnAlternatives();
    void guidanceIsAStage();
    void longPromptsGoInPieces();
    void badTextsAreRefused();
    void givenTokensChangeNothing_data();
    void givenTokensChangeNothing();
    void branchesOfAnyTextBeginAtOnce_data();
    void branchesOfAnyTextBeginAtOnce();
    void givenTokensCountAsTheResponse();
    void badPrefixesAreRefused();
    void forcedWordsComeWhereTheyAreForced();
    void bannedAndBoostedWords();
    void interventionsAreStages();

private:
    std::shared_ptr<Decoder> m_decoder;
};

void TokenInspectorTest::ownNumbersEqualTheForwardPass() {
    BatchGenerator generator(m_decoder, nullptr);
    const auto response = respond(generator, kPrompt, drawn(3, 24));
    const auto inspected = inspect(generator, kPrompt, response.ids, {}, 5);
    QCOMPARE(inspected.tokens.size(), response.ids.size());
    auto text = kPrompt;
    for (std::size_t i = 0; i < response.ids.size(); ++i) {
        const auto shares = probabilitiesAfter(*m_decoder, text);
        const auto id = response.ids[i];
        const InspectedToken& token = inspected.tokens[i];
        QCOMPARE(token.id, id);
        QVERIFY(std::abs(token.logprob - std::log(shares[std::size_t(id)])) < kSame);
        QVERIFY(std::abs(token.logprob - response.logprobs[i]) < kSame);
        double entropy = 0;
        for (const double share : shares)
            entropy -= share > 0 ? share * std::log(share) : 0;
        QVERIFY(std::abs(token.entropy - entropy) < kSame * 10);
        QVERIFY(std::abs(token.entropy * 1.02 - entropy) > kSame * 10 || entropy < 0.05);
        const auto order = byShare(shares);
        for (std::size_t rank = 0; rank < 5; ++rank) {
            const auto& alternative = token.alternatives[rank];
            QCOMPARE(alternative.rank, std::int64_t(rank));
            QVERIFY(std::abs(alternative.shares[0] - shares[order[rank]]) < kSame);
        }
        QVERIFY(token.alternatives.size() <= 6); // the token itself may be one more
        text.push_back(id);
    }
}

void TokenInspectorTest::stagesEqualProcessorsWrittenOutAnew() {
    SamplingParameters p = drawn(5, 20);
    p.temperature = 0.7;
    p.topK = 12;
    p.topP = 0.8;
    BatchGenerator generator(m_decoder, nullptr);
    const auto response = respond(generator, kPrompt, p);
    const auto inspected = inspect(generator, kPrompt, response.ids, p, 20);
    QCOMPARE(inspected.stages,
             (std::vector<std::string>{"model", "temperature", "top_k", "top_p"}));
    auto text = kPrompt;
    int removed = 0;
    for (const InspectedToken& token : inspected.tokens) {
        const auto stages = shaped(probabilitiesAfter(*m_decoder, text), 0.7, 12, 0.8);
        QCOMPARE(token.removed[0], std::int64_t(0));
        QCOMPARE(token.removed[1], std::int64_t(0));
        QCOMPARE(token.removed[2], std::int64_t(stages[0].size()) - 12);
        QCOMPARE(token.removed[3], std::int64_t(std::count(stages[3].begin(), stages[3].end(), 0)) -
                                       token.removed[2]);
        QVERIFY(token.alternatives.size() >= 20);
        for (const TokenAlternative& alternative : token.alternatives) {
            const auto id = std::size_t(alternative.id);
            int first = -1;
            for (std::size_t stage = 0; stage < stages.size(); ++stage) {
                QVERIFY(std::abs(alternative.shares[stage] - stages[stage][id]) < kSame * 5);
                if (first < 0 && stages[stage][id] == 0)
                    first = int(stage);
            }
            QCOMPARE(alternative.removedBy, first);
            removed += first >= 0;
        }
        text.push_back(token.id);
    }
    QVERIFY(removed > 100); // eight of twenty at least, each time
}

void TokenInspectorTest::drawnTokensAreTheirOwnAlternatives() {
    SamplingParameters p = drawn(11, 40);
    p.temperature = 1.4;
    p.minP = 0.05;
    p.repetitionPenalty = 1.2;
    p.mirostat.tau = 3;
    p.xtc = {0.1, 0.5};
    BatchGenerator generator(m_decoder, nullptr);
    const auto response = respond(generator, kPrompt, p);
    const auto inspected = inspect(generator, kPrompt, response.ids, p, 2);
    for (const InspectedToken& token : inspected.tokens) {
        const auto own = std::find_if(token.alternatives.begin(), token.alternatives.end(),
                                      [&](const auto& a) { return a.id == token.id; });
        QVERIFY(own != token.alternatives.end());
        QCOMPARE(own->removedBy, -1); // it was drawn, so nothing had removed it
        QVERIFY(own->shares.back() > 0);
    }
    // Another seed draws XTC's chances otherwise, so some drawn token would have been removed.
    p.seed = 12;
    p.xtc.probability = 1;
    int removed = 0;
    for (const InspectedToken& token : inspect(generator, kPrompt, response.ids, p, 2).tokens)
        for (const auto& alternative : token.alternatives)
            removed += alternative.id == token.id && alternative.removedBy >= 0;
    QVERIFY(removed > 0);
}

void TokenInspectorTest::guidanceIsAStage() {
    SamplingParameters p = drawn(2, 12);
    p.guidance.scale = 1.5;
    p.guidance.negativeIds = {1, 300, 301};
    p.topP = 0.9;
    BatchGenerator generator(m_decoder, nullptr, kKeeping);
    const auto response = respond(generator, kPrompt, p);
    const auto inspected = inspect(generator, kPrompt, response.ids, p, 3);
    QCOMPARE(inspected.stages, (std::vector<std::string>{"model", "guidance", "top_p"}));
    for (std::size_t i = 0; i < response.ids.size(); ++i) {
        const InspectedToken& token = inspected.tokens[i];
        QVERIFY(std::abs(token.logprob - response.logprobs[i]) < kSame);
        auto before = kPrompt, negative = p.guidance.negativeIds;
        before.insert(before.end(), response.ids.begin(), response.ids.begin() + std::ptrdiff_t(i));
        negative.insert(negative.end(), response.ids.begin(),
                        response.ids.begin() + std::ptrdiff_t(i));
        const auto with = probabilitiesAfter(*m_decoder, before);
        auto guided = probabilitiesAfter(*m_decoder, negative);
        for (std::size_t id = 0; id < guided.size(); ++id)
            guided[id] = std::pow(with[id], 1.5) * std::pow(guided[id], -0.5);
        normalise(guided);
        for (const auto& alternative : token.alternatives)
            QVERIFY(std::abs(alternative.shares[1] - guided[std::size_t(alternative.id)]) <
                    kSame * 10);
    }
}

void TokenInspectorTest::longPromptsGoInPieces() {
    std::vector<TokenId> prompt(300, 403);
    prompt.insert(prompt.begin(), 1);
    BatchGenerator keeping(m_decoder, nullptr, kKeeping), fresh(m_decoder, nullptr);
    const auto response = respond(keeping, prompt, drawn(4, 30));
    const auto kept = inspect(keeping, prompt, response.ids, {}, 0);
    const auto anew = inspect(fresh, prompt, response.ids, {}, 0);
    QVERIFY(anew.steps > kept.steps); // the prompt was kept
    for (std::size_t i = 0; i < response.ids.size(); ++i) {
        QVERIFY(std::abs(kept.tokens[i].logprob - anew.tokens[i].logprob) < kSame);
        QVERIFY(std::abs(kept.tokens[i].logprob - response.logprobs[i]) < kSame);
        QCOMPARE(kept.tokens[i].alternatives.size(), std::size_t(1)); // the token itself
    }
}

void TokenInspectorTest::badTextsAreRefused() {
    BatchGenerator generator(m_decoder, nullptr);
    QVERIFY(!generator.inspect({}, {1}, {}, 1).ok());
    QVERIFY(!generator.inspect(kPrompt, {}, {}, 1).ok());
    QVERIFY(!generator.inspect(kPrompt, {512}, {}, 1).ok());
    const auto context = std::size_t(m_decoder->config().context);
    const auto tooLong = generator.inspect(kPrompt, std::vector<TokenId>(context, 5), {}, 1);
    QVERIFY(!tooLong.ok());
    QVERIFY(tooLong.error().message.find(std::to_string(context)) != std::string::npos);
    SamplingParameters hot;
    hot.temperature = -1;
    QVERIFY(!generator.inspect(kPrompt, {5}, hot, 1).ok());
    QVERIFY(generator.inspect(kPrompt, {5}, {}, 1).ok());
}

void TokenInspectorTest::givenTokensChangeNothing_data() {
    QTest::addColumn<bool>("repeatable");
    QTest::addColumn<int>("given");
    QTest::newRow("one token") << false << 1;
    QTest::newRow("many") << false << 20;
    QTest::newRow("all but one") << false << 39;
    QTest::newRow("repeatable") << true << 20;
}

void TokenInspectorTest::givenTokensChangeNothing() {
    QFETCH(bool, repeatable);
    QFETCH(int, given);
    SamplingParameters p = drawn(21, 40);
    p.temperature = 0.9;
    p.topK = 30;
    p.repetitionPenalty = 1.1;
    BatchGenerator generator(m_decoder, nullptr, {16, repeatable, 64 << 20});
    const auto whole = respond(generator, kPrompt, p);
    p.prefixIds.assign(whole.ids.begin(), whole.ids.begin() + given);
    for (const bool kept : {true, false}) {
        BatchGenerator fresh(m_decoder, nullptr, {16, repeatable});
        const auto rest = respond(kept ? generator : fresh, kPrompt, p);
        QCOMPARE(rest.ids, whole.ids); // same seed, same places
        QCOMPARE(rest.logprobs.size(), whole.logprobs.size());
        for (std::size_t i = 0; i < rest.logprobs.size(); ++i)
            QVERIFY(std::abs(rest.logprobs[i] - whole.logprobs[i]) < kSame);
    }
    p.seed = 22;
    if (given < 39)
        QVERIFY(respond(generator, kPrompt, p).ids != whole.ids);
}

void TokenInspectorTest::branchesOfAnyTextBeginAtOnce_data() {
    QTest::addColumn<bool>("stored");
    QTest::newRow("fresh") << false;
    QTest::newRow("stored, once it was looked at") << true;
}

void TokenInspectorTest::branchesOfAnyTextBeginAtOnce() {
    QFETCH(bool, stored);
    std::vector<TokenId> prompt(400, 403);
    prompt.insert(prompt.begin(), 1);
    BatchGenerator generator(m_decoder, nullptr, kKeeping);
    BatchGenerator another(m_decoder, nullptr);
    const auto first = respond(stored ? another : generator, prompt, drawn(8, 60));
    const auto inspected = inspect(generator, prompt, first.ids, {}, 4);
    const auto& alternatives = inspected.tokens[30].alternatives;
    const auto& other = alternatives[alternatives[0].id == first.ids[30] ? 1 : 0];
    SamplingParameters p = drawn(8, 60);
    p.prefixIds.assign(first.ids.begin(), first.ids.begin() + 30);
    p.prefixIds.push_back(other.id);
    QVERIFY(generator.add(2, prompt, {p}).ok());
    auto events = generator.step();
    QVERIFY(events.ok());
    QCOMPARE(events->prompts.size(), std::size_t(1)); // two tokens were computed,
    QCOMPARE(events->tokens.size(), std::size_t(1));  // and the first new one is there
    const auto branch = test::runAll(generator).at({2, 0, 0});
    QCOMPARE(branch.ids.size(), std::size_t(60));
    QVERIFY(std::equal(p.prefixIds.begin(), p.prefixIds.end(), branch.ids.begin()));
    for (std::size_t i = 0; i < 30; ++i)
        QVERIFY(std::abs(branch.logprobs[i] - first.logprobs[i]) < kSame);
    QVERIFY(std::abs(branch.logprobs[30] - std::log(other.shares[0])) < kSame);
    BatchGenerator fresh(m_decoder, nullptr); // without what was kept the prompt takes two steps
    QVERIFY(fresh.add(2, prompt, {p}).ok());
    events = fresh.step();
    QVERIFY(events.ok() && events->tokens.empty());
    QCOMPARE(test::runAll(fresh).at({2, 0, 0}).ids, branch.ids);
}

void TokenInspectorTest::givenTokensCountAsTheResponse() {
    const auto ends = m_decoder->config().eosIds;
    SamplingParameters p = drawn(3, 12);
    p.ignoreEos = false;
    p.minNewTokens = 12;
    p.temperature = 3;
    p.prefixIds = {300, 301, 302, 303};
    BatchGenerator generator(m_decoder, nullptr);
    const auto response = respond(generator, kPrompt, p);
    QCOMPARE(response.ids.size(), std::size_t(12)); // with the given ones
    QVERIFY(response.stop == StopReason::Length);
    for (const TokenId id : response.ids)
        QVERIFY(std::count(ends.begin(), ends.end(), id) == 0);
    // No pair of tokens twice, counted over what was given too.
    p.noRepeatNgram = 2;
    p.minNewTokens = 0;
    p.ignoreEos = true;
    p.greedy = true;
    p.maxNewTokens = 60;
    p.prefixIds = respond(generator, kPrompt, p).ids;
    p.prefixIds.resize(20);
    const auto ids = respond(generator, kPrompt, p).ids;
    std::set<std::pair<TokenId, TokenId>> pairs;
    for (std::size_t i = 1; i < ids.size(); ++i)
        QVERIFY(pairs.insert({ids[i - 1], ids[i]}).second);
}

void TokenInspectorTest::badPrefixesAreRefused() {
    BatchGenerator generator(m_decoder, nullptr);
    SamplingParameters p = drawn(1, 3);
    p.prefixIds = {5, 6, 7};
    QVERIFY(!generator.add(1, kPrompt, {p}).ok()); // nothing left to draw
    p.maxNewTokens = 10;
    p.prefixIds = {512};
    QVERIFY(!generator.add(1, kPrompt, {p}).ok());
    p.prefixIds = {TokenId(m_decoder->config().eosIds.front())};
    p.ignoreEos = false;
    const auto ended = generator.add(1, kPrompt, {p});
    QVERIFY(!ended.ok());
    QVERIFY(ended.error().message.find("ends a response") != std::string::npos);
    p.prefixIds = {5};
    p.beam.width = 2;
    QVERIFY(!generator.add(1, kPrompt, {p}).ok());
    QVERIFY(generator.idle());
}

void TokenInspectorTest::forcedWordsComeWhereTheyAreForced() {
    BatchGenerator generator(m_decoder, nullptr, kKeeping);
    SamplingParameters p = drawn(31, 30);
    const auto plain = respond(generator, kPrompt, p);
    p.interventions = {{7, InterventionKind::Force, "", {300, 301}, 0}};
    for (const bool greedy : {false, true}) {
        p.greedy = greedy;
        p.topK = greedy ? 0 : 2; // what is improbable can be forced all the same
        const auto forced = respond(generator, kPrompt, p);
        QCOMPARE(forced.ids[7], TokenId(300));
        QCOMPARE(forced.ids[8], TokenId(301));
        QVERIFY(forced.logprobs[7] < 0); // the model's own opinion of it
    }
    p.greedy = false;
    p.topK = 0;
    const auto forced = respond(generator, kPrompt, p);
    QVERIFY(std::equal(plain.ids.begin(), plain.ids.begin() + 7, forced.ids.begin()));
    QVERIFY(plain.ids[7] != 300);
}

void TokenInspectorTest::bannedAndBoostedWords() {
    BatchGenerator generator(m_decoder, nullptr, kKeeping);
    SamplingParameters p = drawn(31, 30);
    p.greedy = true;
    const auto plain = respond(generator, kPrompt, p).ids;
    p.interventions = {{5, InterventionKind::Ban, "", {plain[5]}, 0}};
    const auto banned = respond(generator, kPrompt, p).ids;
    QVERIFY(std::equal(plain.begin(), plain.begin() + 5, banned.begin()));
    QVERIFY(banned[5] != plain[5]);
    // A word of two tokens loses its second, and only there.
    p.interventions = {{5, InterventionKind::Ban, "", {plain[5], plain[6]}, 0}};
    const auto second = respond(generator, kPrompt, p).ids;
    QVERIFY(std::equal(plain.begin(), plain.begin() + 6, second.begin()));
    QVERIFY(second[6] != plain[6]);
    // Where it did not begin, its second token stays.
    p.interventions = {{5, InterventionKind::Ban, "", {TokenId(plain[5] ^ 1), plain[6]}, 0}};
    QCOMPARE(respond(generator, kPrompt, p).ids, plain);
    // As much as it falls behind makes it the best.
    const auto token = inspect(generator, kPrompt, plain, {}, 3).tokens[5];
    const auto& third = token.alternatives[2];
    const double behind = std::log(token.alternatives[0].shares[0] / third.shares[0]);
    p.interventions = {{5, InterventionKind::Boost, "", {third.id}, behind - 0.01}};
    QCOMPARE(respond(generator, kPrompt, p).ids, plain);
    p.interventions[0].bias = behind + 0.01;
    QCOMPARE(respond(generator, kPrompt, p).ids[5], third.id);
}

void TokenInspectorTest::interventionsAreStages() {
    BatchGenerator generator(m_decoder, nullptr);
    SamplingParameters p = drawn(31, 10);
    p.topK = 3;
    p.interventions = {{2, InterventionKind::Ban, "", {300}, 0},
                       {4, InterventionKind::Force, "", {301}, 0}};
    const auto response = respond(generator, kPrompt, p);
    const auto inspected = inspect(generator, kPrompt, response.ids, p, 3);
    QCOMPARE(inspected.stages,
             (std::vector<std::string>{"model", "intervention", "top_k", "intervention"}));
    QCOMPARE(inspected.tokens[2].removed[1], std::int64_t(1));
    QCOMPARE(inspected.tokens[1].removed[1], std::int64_t(0));
    for (const auto& alternative : inspected.tokens[4].alternatives) {
        QCOMPARE(alternative.shares.back(), alternative.id == 301 ? 1.0 : 0.0);
        QCOMPARE(alternative.removedBy >= 0, alternative.id != 301);
    }
}

QTEST_APPLESS_MAIN(TokenInspectorTest)
#include "tst_token_inspector.moc"
