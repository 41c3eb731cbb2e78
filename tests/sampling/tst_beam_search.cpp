// Beam search, diverse groups and classifier-free guidance against transformers' generate().
#include "generator_fixture.h"

#include "base/atomic_file.h"
#include "sampling/beam_search.h"

#include <cmath>
#include <nlohmann/json.hpp>
#include <set>

using namespace tiebreak;
using namespace tiebreak::test;

namespace {

constexpr double kScoreTolerance = 1e-4; // absolute, float32

nlohmann::json goldenOf(const char* file) {
    return nlohmann::json::parse(
        readFile(std::filesystem::path(TIEBREAK_TEST_DATA "/sampling") / file).value());
}

/// The cases of both files.
const std::vector<nlohmann::json>& cases() {
    static const auto all = [] {
        std::vector<nlohmann::json> found;
        for (const auto& [file, key] :
             {std::pair("generation.json", "beams"), std::pair("generation.json", "guidance"),
              std::pair("beam_groups.json", "groups")}) {
            const auto golden = goldenOf(file);
            found.insert(found.end(), golden.at(key).begin(), golden.at(key).end());
        }
        return found;
    }();
    return all;
}

SamplingParameters parametersOf(const nlohmann::json& item) {
    auto parameters = samplingParametersFromJson(item.at("parameters")).value();
    parameters.maxNewTokens = 14;
    parameters.greedy = parameters.beam.width == 1;
    return parameters;
}

std::vector<TokenId> promptOf(const nlohmann::json& item) {
    return item.at("prompt").get<std::vector<TokenId>>();
}

/// Models are loaded once for each set of ends.
std::shared_ptr<Decoder> decoderOf(const nlohmann::json& item) {
    static std::map<std::string, std::shared_ptr<Decoder>> loaded;
    const auto path = item.at("model").get<std::string>();
    auto& decoder = loaded[path + item.at("eos").dump()];
    if (!decoder)
        decoder = loadDecoder(path, item.at("eos").get<std::vector<std::int64_t>>());
    return decoder;
}

/// The peer's groups do not tell which of several ends it was.
std::vector<TokenId> idsOf(const nlohmann::json& best, const nlohmann::json& item,
                           const GeneratedResponse& response) {
    auto ids = best.at("ids").get<std::vector<TokenId>>();
    const auto ends = item.at("eos").get<std::vector<TokenId>>();
    const bool ended = best.value("ended", false);
    if (ended && item.at("parameters").contains("beam_groups"))
        ids.push_back(std::find(ends.begin(), ends.end(), response.ids.back()) != ends.end()
                          ? response.ids.back()
                          : TokenId(-1));
    return ids;
}

} // namespace

class BeamSearchTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void equalsTransformers_data();
    void equalsTransformers();
    void manySearchesShareABatchWithDraws();
    void searchWiderThanTheBatchHasItAlone();
    void cancelGivesTheBestSoFar();
    void stopStringsEndBeams();
    void logprobsAreTheModelsOwn();
    void scaleOneIsNoGuidance();
    void badParametersAreRefused();
};

void BeamSearchTest::equalsTransformers_data() {
    QTest::addColumn<int>("index");
    for (std::size_t i = 0; i < cases().size(); ++i)
        QTest::addRow("%zu %s %s", i, cases()[i].at("model").get<std::string>().c_str(),
                      cases()[i].at("parameters").dump().c_str())
            << int(i);
}

void BeamSearchTest::equalsTransformers() {
    QFETCH(int, index);
    const auto& item = cases()[std::size_t(index)];
    BatchGenerator generator(decoderOf(item), nullptr);
    QVERIFY(generator.add(1, promptOf(item), {parametersOf(item)}).ok());
    const auto responses = runAll(generator);
    const auto& best = item.at("best");
    QCOMPARE(responses.size(), best.size());
    for (std::size_t rank = 0; rank < best.size(); ++rank) {
        const auto& response = responses.at({1, 0, int(rank)});
        const auto expected = idsOf(best[rank], item, response);
        QCOMPARE(response.ids, expected);
        auto wrong = expected;
        wrong.front() ^= 1; // the twin
        QVERIFY(response.ids != wrong);
        if (best[rank].at("score").is_null())
            continue;
        const double score = best[rank].at("score").get<double>();
        QVERIFY2(std::abs(*response.score - score) <= kScoreTolerance,
                 qPrintable(QString("%1, expected %2").arg(*response.score).arg(score)));
        QVERIFY(std::abs(*response.score * 1.01 - score) > kScoreTolerance);
    }
}

void BeamSearchTest::manySearchesShareABatchWithDraws() {
    std::vector<nlohmann::json> some;
    for (const auto& item : cases())
        if (item.at("model") == "stories260K/hf" && item.at("parameters").contains("beam_width"))
            some.push_back(item);
    BatchGenerator generator(decoderOf(some.front()), nullptr);
    SamplingParameters draw;
    draw.maxNewTokens = 9;
    draw.ignoreEos = true;
    for (std::size_t i = 0; i < some.size(); ++i)
        QVERIFY(
            generator.add(std::int64_t(i), promptOf(some[i]), {parametersOf(some[i]), draw}).ok());
    const auto responses = runAll(generator);
    for (std::size_t i = 0; i < some.size(); ++i) {
        const auto& best = some[i].at("best");
        for (std::size_t rank = 0; rank < best.size(); ++rank) {
            const auto& response = responses.at({std::int64_t(i), 0, int(rank)});
            QCOMPARE(response.ids, idsOf(best[rank], some[i], response));
        }
        QCOMPARE(responses.at({std::int64_t(i), 1, 0}).ids.size(), std::size_t(9));
    }
}

void BeamSearchTest::searchWiderThanTheBatchHasItAlone() {
    const auto& item = cases().at(6); // eight beams
    for (const bool repeatable : {false, true}) {
        BatchGenerator generator(decoderOf(item), nullptr, {3, repeatable});
        SamplingParameters draw;
        draw.maxNewTokens = 20;
        draw.ignoreEos = true;
        QVERIFY(generator.add(1, promptOf(item), {draw}).ok());
        QVERIFY(generator.add(2, promptOf(item), {parametersOf(item)}).ok());
        QVERIFY(generator.add(3, promptOf(item), {draw}).ok());
        const auto responses = runAll(generator);
        QCOMPARE(responses.at({2, 0, 0}).ids,
                 item.at("best")[0].at("ids").get<std::vector<TokenId>>());
        QCOMPARE(responses.at({3, 0, 0}).ids, responses.at({1, 0, 0}).ids);
    }
}

void BeamSearchTest::cancelGivesTheBestSoFar() {
    BatchGenerator generator(loadDecoder("stories260K/hf"), nullptr);
    SamplingParameters search;
    search.beam.width = 4;
    search.beam.best = 2;
    search.maxNewTokens = 300;
    QVERIFY(generator.add(1, {1, 403, 407, 261, 378}, {search}).ok());
    for (int i = 0; i < 6; ++i)
        QVERIFY(generator.step().ok());
    generator.cancel(1);
    const auto events = generator.step();
    QVERIFY(events.ok());
    QCOMPARE(events->responses.size(), std::size_t(2));
    QVERIFY(events->responses[0].stop == StopReason::Cancelled);
    QCOMPARE(events->responses[0].ids.size(), std::size_t(6));
    QVERIFY(*events->responses[0].score >= *events->responses[1].score);
    QCOMPARE(events->done, std::vector<std::int64_t>{1});
    QVERIFY(generator.idle());
}

void BeamSearchTest::stopStringsEndBeams() {
    const auto tokenizer = loadTokenizer(kModels / "stories260K/hf").value();
    BatchGenerator generator(loadDecoder("stories260K/hf"), tokenizer);
    SamplingParameters search;
    search.beam.width = 3;
    search.beam.best = 3;
    search.stop = {"there"};
    search.maxNewTokens = 60;
    QVERIFY(generator.add(1, tokenizer->encode("Once upon a time").value(), {search}).ok());
    int stopped = 0;
    for (const auto& [key, response] : runAll(generator)) {
        QVERIFY(response.text->find("there") == std::string::npos);
        stopped += response.stop == StopReason::StopString;
    }
    QVERIFY(stopped > 0);
}

void BeamSearchTest::logprobsAreTheModelsOwn() {
    // Without rules the score is the sum of the log-probabilities over the length.
    const auto& item = cases().at(1);
    BatchGenerator generator(decoderOf(item), nullptr);
    QVERIFY(generator.add(1, promptOf(item), {parametersOf(item)}).ok());
    for (const auto& [key, response] : runAll(generator)) {
        double sum = 0;
        for (const double logprob : response.logprobs)
            sum += logprob;
        QCOMPARE(response.logprobs.size(), response.ids.size());
        QVERIFY(std::abs(sum / double(response.ids.size()) - *response.score) < 1e-5);
    }
}

void BeamSearchTest::scaleOneIsNoGuidance() {
    const auto decoder = loadDecoder("stories260K/hf");
    const std::vector<TokenId> prompt{1, 403, 407, 261, 378};
    SamplingParameters plain, guided;
    plain.greedy = guided.greedy = true;
    plain.maxNewTokens = guided.maxNewTokens = 20;
    guided.guidance.negativeIds = {1, 300};
    BatchGenerator generator(decoder, nullptr);
    QVERIFY(generator.add(1, prompt, {plain, guided}).ok());
    guided.guidance.scale = 1.00001; // the whole path, and nearly nothing changed
    QVERIFY(generator.add(2, prompt, {guided}).ok());
    guided.guidance.scale = 12; // at 3 transformers does not change its mind either
    QVERIFY(generator.add(3, prompt, {guided}).ok());
    const auto responses = runAll(generator);
    QCOMPARE(responses.at({1, 1, 0}).ids, responses.at({1, 0, 0}).ids);
    QCOMPARE(responses.at({2, 0, 0}).ids, responses.at({1, 0, 0}).ids);
    QVERIFY(responses.at({3, 0, 0}).ids != responses.at({1, 0, 0}).ids);
}

void BeamSearchTest::badParametersAreRefused() {
    BatchGenerator generator(loadDecoder("stories260K/hf"), nullptr);
    const auto messageOf = [&](const char* json) {
        const auto parameters = samplingParametersFromJson(nlohmann::json::parse(json));
        const Status status =
            parameters ? generator.add(1, {1}, {*parameters}) : Status(parameters.error());
        return status ? QString() : QString::fromStdString(status.error().message);
    };
    QVERIFY(messageOf(R"({"logit_bias":{"512":1}})").contains("logit_bias 512"));
    QVERIFY(messageOf(R"({"banned_tokens":[[1,600]]})").contains("600"));
    QVERIFY(messageOf(R"({"banned_words":["x"]})").contains("tokenizer"));
    QVERIFY(messageOf(R"({"guidance_scale":2,"negative_prompt":"x"})").contains("tokenizer"));
    QVERIFY(messageOf(R"({"guidance_scale":2,"negative_prompt_ids":[700]})").contains("700"));
    QVERIFY(messageOf(R"({"guidance_scale":2,"beam_width":2})").contains("guidance_scale"));
    QVERIFY(messageOf(R"({"beam_width":4,"beam_groups":3,"diversity_penalty":1})")
                .contains("beam_groups 3"));
    QVERIFY(messageOf(R"({"beam_width":2,"n_best":3})").contains("n_best 3"));
    QVERIFY(generator.idle());
}

QTEST_APPLESS_MAIN(BeamSearchTest)
#include "tst_beam_search.moc"
