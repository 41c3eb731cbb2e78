// The processors that transformers lacks, against llama.cpp's samplers.
#include "base/atomic_file.h"
#include "sampling/mirostat.h"
#include "sampling/processor_chain.h"

#include <QtTest>
#include <cmath>
#include <nlohmann/json.hpp>

using namespace tiebreak;

namespace {

constexpr double kScoreTolerance = 1e-5; // relative; llama.cpp sums in float32

const nlohmann::json& golden() {
    static const nlohmann::json json = [] {
        const auto text = readFile(TIEBREAK_TEST_DATA "/sampling/llama_samplers.json");
        return nlohmann::json::parse(text.value());
    }();
    return json;
}

std::vector<double> numbersOf(const nlohmann::json& scores) {
    std::vector<double> numbers;
    for (const auto& score : scores)
        numbers.push_back(score.is_null() ? double(kForbidden) : score.get<double>());
    return numbers;
}

bool agree(const std::vector<float>& actual, const std::vector<double>& expected) {
    const auto near = [](float a, double e) {
        return double(a) == e ||
               (std::isfinite(e) &&
                std::abs(double(a) - e) <= kScoreTolerance * std::max(1.0, std::abs(e)));
    };
    return std::equal(actual.begin(), actual.end(), expected.begin(), expected.end(), near);
}

TokenizedRules rulesOf(const nlohmann::json& item) {
    TokenizedRules rules;
    rules.dryBreakers = std::make_shared<const DryBreakers>(
        item.at("breakers").get<std::vector<std::vector<TokenId>>>());
    return rules;
}

} // namespace

class LlamaSamplersTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void scoresMatchLlama_data();
    void scoresMatchLlama();
    void mirostatForgetsNothing();
    void dryBreakersOutOfTexts();
};

void LlamaSamplersTest::scoresMatchLlama_data() {
    QTest::addColumn<int>("index");
    int index = 0;
    for (const auto& item : golden().at("cases")) {
        QTest::addRow("%d %s %s", index, item.at("row").get<std::string>().c_str(),
                      item.at("parameters").dump().c_str())
            << index;
        ++index;
    }
}

void LlamaSamplersTest::scoresMatchLlama() {
    QFETCH(int, index);
    const auto& item = golden().at("cases").at(std::size_t(index));
    const auto row =
        golden().at("rows").at(item.at("row").get<std::string>()).get<std::vector<float>>();
    const auto parameters = samplingParametersFromJson(item.at("parameters")).value();
    const auto history = item.at("history").get<std::vector<TokenId>>();
    TokenHistory tokens(history, countsOf(parameters, std::int64_t(row.size())));
    ProcessorChain chain(parameters, rulesOf(item));
    QVERIFY(!chain.empty());
    const auto drawn = item.at("drawn").get<std::vector<TokenId>>();
    for (std::size_t step = 0; step < drawn.size(); ++step) {
        std::vector<float> scores = row;
        chain.apply(scores, tokens);
        auto expected = numbersOf(item.at("scores").at(step));
        QVERIFY2(agree(scores, expected), qPrintable(QString("step %1").arg(step)));
        const auto kept =
            std::find_if(expected.begin(), expected.end(), [](double x) { return x > -1e9; });
        *kept += 1e-4 * std::max(1.0, std::abs(*kept)); // the twin
        QVERIFY(!agree(scores, expected));
        if (drawn[step] >= 0) { // what llama.cpp drew moves mirostat's mu
            chain.drawn(scores, drawn[step]);
            tokens.push(drawn[step]);
        }
    }
}

void LlamaSamplersTest::mirostatForgetsNothing() {
    // By hand: two equal tokens are 1 bit each. mu = 2 tau - eta (1 - tau) = 6 + 0.1 · 2.
    Mirostat mirostat({3, 0.1});
    const std::vector<float> scores{0, 0};
    QCOMPARE(mirostat.mu(), 6.0);
    mirostat.drawn(scores, 1);
    QVERIFY(std::abs(mirostat.mu() - 6.2) < 1e-6);
    mirostat.drawn(scores, 0);
    QVERIFY(std::abs(mirostat.mu() - 6.4) < 1e-6);
}

void LlamaSamplersTest::dryBreakersOutOfTexts() {
    const auto tokenizer = loadTokenizer(TIEBREAK_TEST_DATA "/model/stories260K/hf").value();
    const auto breakers = DryBreakers::spelling({".", "\n"}, *tokenizer, tokenizer->size());
    const auto idsOf = [&](const char* text) {
        return tokenizer->encode(text, {.addSpecial = false, .parseSpecial = false}).value();
    };
    const auto stop = idsOf("end.").back();
    QVERIFY(breakers.breaks(stop));
    QVERIFY(!breakers.breaks(idsOf("end").back()));
    const auto text = idsOf("One. Two three");
    const auto whole = std::find(text.begin(), text.end(), stop);
    QVERIFY(whole != text.end());
    QCOMPARE(breakers.unbrokenEnd(text), std::size_t(text.end() - whole - 1));
    QCOMPARE(breakers.unbrokenEnd(idsOf("One two")), idsOf("One two").size());
}

QTEST_APPLESS_MAIN(LlamaSamplersTest)
#include "tst_llama_samplers.moc"
