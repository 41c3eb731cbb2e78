#include "base/atomic_file.h"
#include "sampling/guidance.h"
#include "sampling/processor_chain.h"
#include "sampling/row_math.h"
#include "sampling/row_sampler.h"
#include "sampling/stop_matcher.h"
#include "sampling/xtc.h"

#include <QtTest>
#include <cmath>
#include <nlohmann/json.hpp>
#include <random>

using namespace tiebreak;

namespace {

constexpr double kScoreTolerance =
    1e-5; // float32, relative: guidance subtracts numbers twenty times the result

constexpr int kDraws = 100'000;

const nlohmann::json& golden() {
    static const nlohmann::json json = [] {
        const auto text = readFile(TIEBREAK_TEST_DATA "/sampling/processors.json");
        return nlohmann::json::parse(text.value());
    }();
    return json;
}

std::vector<double> expectedOf(const nlohmann::json& item) {
    std::vector<double> expected;
    for (const auto& score : item.at("scores"))
        expected.push_back(score.is_null() ? double(kForbidden) : score.get<double>());
    return expected;
}

std::vector<float> rowNamed(const std::string& name) {
    return golden().at("rows").at(name).get<std::vector<float>>();
}

/// What the chain of a case makes of its row.
std::vector<double> scoresOf(const nlohmann::json& item) {
    std::vector<float> scores = rowNamed(item.at("row").get<std::string>());
    const auto parameters = samplingParametersFromJson(item.at("parameters")).value();
    const auto seen = golden().at("seen").get<std::vector<TokenId>>();
    const auto split = std::ptrdiff_t(seen.size()) - item.at("new_tokens").get<std::ptrdiff_t>();
    TokenHistory history({seen.begin(), seen.begin() + split},
                         countsOf(parameters, std::int64_t(scores.size())));
    for (auto token = seen.begin() + split; token != seen.end(); ++token)
        history.push(*token);
    TokenizedRules rules;
    rules.endTokens = golden().at("end").get<std::vector<TokenId>>();
    rules.banned = parameters.bannedTokens;
    if (parameters.guidance.scale != 1) {
        std::vector<float> guided;
        guide(scores, rowNamed("negative"), parameters.guidance.scale, guided);
        scores = guided;
    }
    ProcessorChain(parameters, rules).apply(scores, history);
    return {scores.begin(), scores.end()};
}

/// The same are forbidden, and the others differ by no more than the tolerance.
bool agree(const std::vector<double>& actual, const std::vector<double>& expected) {
    const auto near = [](double a, double e) {
        return a == e || (std::isfinite(e) &&
                          std::abs(a - e) <= kScoreTolerance * std::max(1.0, std::abs(e)));
    };
    return std::equal(actual.begin(), actual.end(), expected.begin(), expected.end(), near);
}

QString firstDifference(const std::vector<double>& actual, const std::vector<double>& expected) {
    for (std::size_t i = 0; i < actual.size(); ++i)
        if (!agree({actual[i]}, {expected[i]}))
            return QString("%1: %2, expected %3")
                .arg(i)
                .arg(actual[i], 0, 'g', 9)
                .arg(expected[i], 0, 'g', 9);
    return {};
}

std::vector<float> largeRow(std::uint32_t seed, double spread) {
    std::mt19937 random(seed);
    std::normal_distribution<float> normal(0, static_cast<float>(spread));
    std::vector<float> row(49152);
    for (float& score : row)
        score = normal(random);
    return row;
}

/// p(x) in double precision.
std::vector<double> softmax(const std::vector<float>& row) {
    const float top = *std::max_element(row.begin(), row.end());
    std::vector<double> p;
    double sum = 0;
    for (const float score : row)
        sum += p.emplace_back(std::exp(double(score) - double(top)));
    for (double& x : p)
        x /= sum;
    return p;
}

/// Σ (observed - expected)² / expected, cells of fewer than 5 expected draws put together.
double chiSquare(const std::vector<int>& counts, const std::vector<double>& p, int draws,
                 int& cells) {
    double sum = 0, restExpected = 0, restSeen = 0;
    cells = 0;
    for (std::size_t i = 0; i < p.size(); ++i) {
        const double expected = p[i] * draws;
        if (expected < 5) {
            restExpected += expected;
            restSeen += counts[i];
            continue;
        }
        sum += (counts[i] - expected) * (counts[i] - expected) / expected;
        ++cells;
    }
    if (restExpected > 0) {
        sum += (restSeen - restExpected) * (restSeen - restExpected) / restExpected;
        ++cells;
    }
    return sum;
}

/// The 99.9 % point (Wilson and Hilferty 1931).
double chiSquareLimit(int freedom) {
    const double a = 2.0 / (9.0 * freedom);
    return freedom * std::pow(1 - a + 3.0902 * std::sqrt(a), 3);
}

std::vector<int> drawMany(const SamplingParameters& parameters, const std::vector<float>& row,
                          int draws, const TokenizedRules& rules = {}) {
    std::vector<int> counts(row.size());
    RowSampler sampler(parameters, {}, rules, static_cast<std::int64_t>(row.size()));
    for (int i = 0; i < draws; ++i)
        ++counts[static_cast<std::size_t>(sampler.draw(row)->id)];
    return counts;
}

} // namespace

class ProcessorsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void scoresMatchTransformers_data();
    void scoresMatchTransformers();
    void wrongScoresAreNoticed();
    void partialSelectionKeepsTheSetOfAFullSort_data();
    void partialSelectionKeepsTheSetOfAFullSort();
    void greedyTiesGoToTheSmallerId();
    void logprobIsTheModelsOwn();
    void drawsFollowTheDistribution_data();
    void drawsFollowTheDistribution();
    void wrongDistributionIsNoticed();
    void xtcActsAsOftenAsAsked();
    void forbiddenRowsAreAnError();
    void neutralParametersBuildNothing();
    void windowsCountTheLastTokens();
    void drawDependsOnSeedAndPositionAlone();
    void nonFiniteLogitsAreAnError();
    void exponentialsAreExactEnough();
    void stopStringsSpanTokens();
    void heldTextComesAtTheEnd();
    void wholeChainIsFast();
};

void ProcessorsTest::scoresMatchTransformers_data() {
    QTest::addColumn<int>("index");
    int index = 0;
    for (const auto& item : golden().at("cases"))
        QTest::newRow(
            (item.at("row").get<std::string>() + " " + item.at("parameters").dump()).c_str())
            << index++;
}

void ProcessorsTest::scoresMatchTransformers() {
    QFETCH(int, index);
    const auto& item = golden().at("cases").at(static_cast<std::size_t>(index));
    std::vector<double> actual = scoresOf(item);
    std::vector<double> expected = expectedOf(item);
    if (item.at("parameters").contains("top_p")) {   // which of equal scores the peer keeps is left
        std::sort(expected.begin(), expected.end()); // to an unstable sort
        std::sort(actual.begin(), actual.end());
    }
    QVERIFY2(agree(actual, expected), qPrintable(firstDifference(actual, expected)));
    // The twin: one score a little off, and one token more removed.
    auto wrong = expected;
    const auto kept = std::find_if(wrong.begin(), wrong.end(), [](double x) { return x > -1e9; });
    *kept += 1e-4 * std::max(1.0, std::abs(*kept));
    QVERIFY(!agree(actual, wrong));
    *kept = double(kForbidden);
    QVERIFY(!agree(actual, wrong));
}

void ProcessorsTest::wrongScoresAreNoticed() {
    // The comparison above would fail on a chain in another order: temperature after top-p keeps
    // another set.
    std::vector<float> row = rowNamed("random");
    std::vector<float> other = row;
    SamplingParameters hot, nucleus;
    hot.temperature = 2.5;
    nucleus.topP = 0.6;
    ProcessorChain(hot, {}).apply(row, TokenHistory());
    ProcessorChain(nucleus, {}).apply(row, TokenHistory());
    ProcessorChain(nucleus, {}).apply(other, TokenHistory());
    ProcessorChain(hot, {}).apply(other, TokenHistory());
    QVERIFY(std::count(row.begin(), row.end(), kForbidden) !=
            std::count(other.begin(), other.end(), kForbidden));
}

void ProcessorsTest::partialSelectionKeepsTheSetOfAFullSort_data() {
    QTest::addColumn<double>("spread");
    QTest::addColumn<double>("topP");
    QTest::addColumn<int>("topK");
    for (const double spread : {0.0, 0.1, 1.0, 3.0, 12.0})
        for (const double topP : {0.05, 0.5, 0.95, 0.9999})
            QTest::addRow("spread %g, top-p %g", spread, topP) << spread << topP << 0;
    QTest::newRow("top-k 40") << 3.0 << 1.0 << 40;
    QTest::newRow("top-k 20000") << 3.0 << 1.0 << 20000;
}

void ProcessorsTest::partialSelectionKeepsTheSetOfAFullSort() {
    QFETCH(double, spread);
    QFETCH(double, topP);
    QFETCH(int, topK);
    std::vector<float> row = largeRow(5, spread);
    const auto p = softmax(row);
    std::vector<std::size_t> order(row.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        order[i] = i;
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return row[a] > row[b] || (row[a] == row[b] && a < b);
    });
    double before = 0;
    std::size_t kept = 0;
    while (kept < order.size() && before < topP && (topK == 0 || kept < std::size_t(topK)))
        before += p[order[kept++]];
    SamplingParameters parameters;
    parameters.topP = topP;
    parameters.topK = topK;
    ProcessorChain(parameters, {}).apply(row, TokenHistory());
    const auto left = static_cast<std::size_t>(
        std::count_if(row.begin(), row.end(), [](float score) { return score != kForbidden; }));
    // Sums of 49,152 numbers in float and double may disagree about the last token or two.
    const std::size_t slack = topK > 0 ? 0 : 1 + kept / 10000;
    QVERIFY2(left + slack >= kept && left <= kept + slack,
             qPrintable(QString("%1 kept, expected %2").arg(left).arg(kept)));
    for (std::size_t i = 0; i + slack < kept; ++i)
        QVERIFY(row[order[i]] != kForbidden);
    for (std::size_t i = kept + slack; i < order.size(); ++i)
        QVERIFY(row[order[i]] == kForbidden);
}

void ProcessorsTest::greedyTiesGoToTheSmallerId() {
    std::vector<float> row(100, -1.0F);
    row[37] = row[20] = row[99] = 4.0F;
    SamplingParameters parameters;
    parameters.greedy = true;
    RowSampler sampler(parameters, {}, {}, 100);
    QCOMPARE(sampler.draw(row)->id, 20);
    row[99] = 4.5F;
    QCOMPARE(sampler.draw(row)->id, 99);
}

void ProcessorsTest::logprobIsTheModelsOwn() {
    const std::vector<float> row = largeRow(9, 4);
    SamplingParameters parameters;
    parameters.temperature = 0.3;
    parameters.topK = 5;
    parameters.repetitionPenalty = 1.5;
    const std::vector<TokenId> prompt{1, 2, 3};
    RowSampler sampler(parameters, prompt, {}, 49152);
    const auto drawn = sampler.draw(row);
    const double own = std::log(softmax(row)[static_cast<std::size_t>(drawn->id)]);
    QVERIFY(std::abs(drawn->logprob - own) < 1e-6);
    QVERIFY(std::abs(drawn->logprob - own / 0.3) > 1e-2); // not that of the changed distribution
}

void ProcessorsTest::drawsFollowTheDistribution_data() {
    QTest::addColumn<QByteArray>("json");
    for (const char* json :
         {R"({})", R"({"temperature":1.7})", R"({"dynamic_temperature_range":0.6})",
          R"({"top_k":12})", R"({"top_p":0.8})", R"({"min_p":0.05})", R"({"typical_p":0.7})",
          R"({"top_n_sigma":1.5})", R"({"epsilon_cutoff":0.004})", R"({"eta_cutoff":0.01})",
          R"({"xtc_probability":1,"xtc_threshold":0.05})", R"({"logit_bias":{"7":4,"9":3}})",
          R"({"banned_tokens":[[1],[2]],"temperature":2})",
          R"({"top_p":0.8,"temperature":2.5,"order":["top_p","temperature"]})"})
        QTest::newRow(json) << QByteArray(json);
}

void ProcessorsTest::drawsFollowTheDistribution() {
    QFETCH(QByteArray, json);
    std::vector<float> row = rowNamed("random");
    auto parameters = samplingParametersFromJson(nlohmann::json::parse(json.toStdString())).value();
    parameters.seed = 11;
    TokenizedRules rules;
    rules.banned = parameters.bannedTokens;
    const auto counts = drawMany(parameters, row, kDraws, rules);
    ProcessorChain(parameters, rules).apply(row, TokenHistory());
    int cells = 0;
    const double distance = chiSquare(counts, softmax(row), kDraws, cells);
    QVERIFY2(distance < chiSquareLimit(cells - 1), qPrintable(QString::number(distance)));
    const auto allowed =
        std::count_if(row.begin(), row.end(), [](float x) { return x != kForbidden; });
    QVERIFY(std::count_if(counts.begin(), counts.end(), [](int n) { return n > 0; }) <= allowed);
}

void ProcessorsTest::wrongDistributionIsNoticed() {
    const std::vector<float> row = rowNamed("random");
    SamplingParameters parameters;
    parameters.temperature = 1.04; // drawn a little hotter than claimed
    const auto counts = drawMany(parameters, row, kDraws);
    int cells = 0;
    const double distance = chiSquare(counts, softmax(row), kDraws, cells);
    QVERIFY(distance > chiSquareLimit(cells - 1));
}

void ProcessorsTest::xtcActsAsOftenAsAsked() {
    const std::vector<float> row = rowNamed("random");
    const Xtc rule({0.05, 0.3}, 4);
    TokenHistory history;
    int acted = 0;
    constexpr int tries = 10'000;
    for (int i = 0; i < tries; ++i) {
        std::vector<float> scores = row;
        rule.apply(scores, history);
        acted += scores != row;
        history.push(0);
    }
    QVERIFY2(std::abs(acted - 3000) < 4 * 46, qPrintable(QString::number(acted))); // 4 sigma
}

void ProcessorsTest::forbiddenRowsAreAnError() {
    SamplingParameters parameters;
    TokenizedRules rules;
    for (TokenId id = 0; id < 80; ++id)
        rules.banned.push_back({id});
    for (const bool greedy : {false, true}) {
        parameters.greedy = greedy;
        const auto drawn = RowSampler(parameters, {}, rules, 80).draw(rowNamed("random"));
        QVERIFY(!drawn.ok());
        QVERIFY(QString::fromStdString(drawn.error().message).contains("forbid every token"));
    }
    rules.banned.pop_back();
    QCOMPARE(RowSampler(parameters, {}, rules, 80).draw(rowNamed("random"))->id, 79);
}

void ProcessorsTest::neutralParametersBuildNothing() {
    SamplingParameters parameters;
    QVERIFY(ProcessorChain(parameters, {}).empty());
    parameters.greedy = true;
    parameters.temperature = 0.5;
    parameters.topK = 3;
    parameters.mirostat.tau = 3;
    QVERIFY(ProcessorChain(parameters, {}).empty()); // none of these changes which is best
    parameters.presencePenalty = 0.1;
    QVERIFY(!ProcessorChain(parameters, {}).empty());
}

void ProcessorsTest::windowsCountTheLastTokens() {
    const std::vector<TokenId> prompt{1, 2, 1, 1};
    TokenHistory history(prompt, {10, 3});
    const auto countOf = [&](TokenId id) {
        for (const Occurrence& occurrence : history.occurrences())
            if (occurrence.id == id)
                return occurrence.count;
        return 0;
    };
    QCOMPARE(countOf(1), 2);
    QCOMPARE(countOf(2), 1);
    history.push(5);
    QCOMPARE(countOf(2), 0);
    history.push(5);
    history.push(5);
    QCOMPARE(history.occurrences().size(), std::size_t(1));
    QCOMPARE(countOf(5), 3);
    QCOMPARE(history.newTokens(), 3);
    QCOMPARE(history.tokens().size(), std::size_t(7));
}

void ProcessorsTest::drawDependsOnSeedAndPositionAlone() {
    const std::vector<float> row = largeRow(2, 1);
    SamplingParameters parameters;
    parameters.seed = 123;
    RowSampler first(parameters, {}, {}, 49152), second(parameters, {}, {}, 49152);
    std::vector<TokenId> ids;
    for (int i = 0; i < 20; ++i)
        ids.push_back(first.draw(row)->id);
    for (int i = 0; i < 20; ++i)
        QCOMPARE(second.draw(row)->id, ids[std::size_t(i)]);
    parameters.seed = 124;
    RowSampler other(parameters, {}, {}, 49152);
    int same = 0;
    for (int i = 0; i < 20; ++i)
        same += other.draw(row)->id == ids[std::size_t(i)];
    QVERIFY(same < 20);
}

void ProcessorsTest::nonFiniteLogitsAreAnError() {
    for (const float bad : {std::nanf(""), INFINITY, -INFINITY}) {
        std::vector<float> row(77, 0.0F);
        row[76] = bad;
        RowSampler sampler({}, {}, {}, 77);
        const auto drawn = sampler.draw(row);
        QVERIFY(!drawn.ok());
        QVERIFY(drawn.error().code == ErrorCode::NonFinite);
    }
}

void ProcessorsTest::exponentialsAreExactEnough() {
    float worst = 0;
    for (float x = -86; x <= 0; x += 0.001F) {
        float value = 0;
        exponentials({&x, 1}, 0, &value);
        const double exact = std::exp(double(x));
        worst = std::max(worst, static_cast<float>(std::abs(double(value) - exact) / exact));
    }
    QVERIFY2(worst < 2.5e-7F, qPrintable(QString::number(double(worst))));
    float forbidden = kForbidden, value = 1;
    exponentials({&forbidden, 1}, 0, &value);
    QCOMPARE(value, 0.0F);
}

void ProcessorsTest::stopStringsSpanTokens() {
    StopMatcher matcher({"\n\n", "END"});
    QCOMPARE(matcher.push("a E"), std::string("a ")); // the E may begin END
    QCOMPARE(matcher.push("N"), std::string());
    QCOMPARE(matcher.push("Z"), std::string("ENZ"));
    QCOMPARE(matcher.push("\n"), std::string());
    QVERIFY(!matcher.matched());
    QCOMPARE(matcher.push("\nmore"), std::string());
    QVERIFY(matcher.matched());
    QCOMPARE(matcher.finish(), std::string());
    QCOMPARE(beforeStop("xENDy\n\n", {"\n\n", "END"}), std::string_view("x"));
}

void ProcessorsTest::heldTextComesAtTheEnd() {
    StopMatcher matcher({"aab"});
    QCOMPARE(matcher.push("xaa"), std::string("x"));
    QCOMPARE(matcher.push("a"), std::string("a"));
    QCOMPARE(matcher.finish(), std::string("aa"));
    StopMatcher lines({"\n\n"});
    QCOMPARE(lines.push("a\n"), std::string("a"));
    QVERIFY(!lines.wouldMatch("") && !lines.wouldMatch("b") && lines.wouldMatch("\n"));
    QVERIFY(!lines.matched()); // asking changes nothing
}

void ProcessorsTest::wholeChainIsFast() {
    const std::vector<float> row = largeRow(3, 3);
    SamplingParameters parameters;
    parameters.temperature = 0.9;
    parameters.topK = 50;
    parameters.topP = 0.95;
    parameters.minP = 0.02;
    parameters.repetitionPenalty = 1.1;
    RowSampler sampler(parameters, {}, {}, 49152);
    QBENCHMARK {
        QVERIFY(sampler.draw(row).ok());
    }
}

QTEST_APPLESS_MAIN(ProcessorsTest)
#include "tst_processors.moc"
