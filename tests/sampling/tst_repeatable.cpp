// Repeatable mode: the same ids for a response alone and in whatever company. 200 responses in 20
// random companies each, so this is a long suite.
#include "generator_fixture.h"

#include "base/random_stream.h"

using namespace tiebreak;
using namespace tiebreak::test;

namespace {

constexpr int kResponses = 200;
constexpr int kCompanies = 20;

struct Question {
    std::vector<TokenId> prompt;
    SamplingParameters parameters;
};

/// Parameters of every kind, so that rows around one another differ.
SamplingParameters parametersOf(RandomStream& random) {
    SamplingParameters p;
    p.seed = random.below(1'000'000);
    p.maxNewTokens = std::int64_t(1 + random.below(24));
    p.temperature = 0.5 + random.uniform();
    switch (random.below(8)) {
    case 0:
        p.topK = 20;
        break;
    case 1:
        p.topP = 0.9;
        break;
    case 2:
        p.mirostat.tau = 3;
        break;
    case 3:
        p.xtc.probability = 0.5;
        break;
    case 4:
        p.repetitionPenalty = 1.2;
        p.dry.multiplier = 0.8;
        break;
    case 5:
        p.typicalP = 0.8;
        break;
    case 6:
        p.guidance.scale = 1.5;
        break;
    default:
        p.greedy = random.below(2) == 0;
    }
    return p;
}

Question questionOf(RandomStream& random) {
    Question question{{1}, parametersOf(random)};
    for (std::uint64_t more = random.below(40); more > 0; --more)
        question.prompt.push_back(TokenId(3 + random.below(509)));
    return question;
}

std::vector<Question> questions(std::uint64_t seed, int count) {
    RandomStream random(seed);
    std::vector<Question> all;
    for (int i = 0; i < count; ++i)
        all.push_back(questionOf(random));
    return all;
}

} // namespace

class RepeatableTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sameIdsAloneAndInCompany();
    void companyIsNoticedWhereItMatters();
};

void RepeatableTest::sameIdsAloneAndInCompany() {
    const auto decoder = loadDecoder("stories260K/hf");
    const auto all = questions(1, kResponses);
    std::vector<GeneratedResponse> alone;
    for (const Question& question : all) {
        BatchGenerator generator(decoder, nullptr, {16, true});
        QVERIFY(generator.add(0, question.prompt, {question.parameters}).ok());
        alone.push_back(runAll(generator).at({0, 0, 0}));
    }
    RandomStream random(2);
    for (int company = 0; company < kCompanies; ++company) {
        BatchGenerator generator(decoder, nullptr, {16, true});
        std::vector<std::size_t> order(all.size());
        for (std::size_t i = 0; i < order.size(); ++i)
            order[i] = i;
        for (std::size_t i = order.size(); i > 1; --i)
            std::swap(order[i - 1], order[random.below(i)]);
        Responses together;
        for (const std::size_t i : order) { // they come while others decode
            QVERIFY(generator.add(std::int64_t(i), all[i].prompt, {all[i].parameters}).ok());
            for (std::uint64_t steps = random.below(3); steps > 0 && !generator.idle(); --steps) {
                auto events = generator.step();
                QVERIFY(events.ok());
                for (auto& response : events->responses)
                    together.insert_or_assign({response.key.request, 0, 0}, std::move(response));
            }
        }
        together.merge(runAll(generator));
        QCOMPARE(together.size(), all.size());
        for (std::size_t i = 0; i < all.size(); ++i) {
            const auto& response = together.at({std::int64_t(i), 0, 0});
            QCOMPARE(response.ids, alone[i].ids);
            QCOMPARE(response.logprobs, alone[i].logprobs); // to the last bit
        }
    }
}

void RepeatableTest::companyIsNoticedWhereItMatters() {
    // The comparison can fail: another seed is another response.
    const auto decoder = loadDecoder("stories260K/hf");
    Question question = questions(3, 1).front();
    question.parameters = {};
    question.parameters.maxNewTokens = 20;
    BatchGenerator generator(decoder, nullptr, {16, true});
    SamplingParameters other = question.parameters;
    other.seed = 1;
    QVERIFY(generator.add(0, question.prompt, {question.parameters, other}).ok());
    const auto responses = runAll(generator);
    QVERIFY(responses.at({0, 0, 0}).ids != responses.at({0, 1, 0}).ids);
}

QTEST_APPLESS_MAIN(RepeatableTest)
#include "tst_repeatable.moc"
