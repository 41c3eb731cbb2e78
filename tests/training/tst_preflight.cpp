// What the pre-flight finds in rows that were made to have it, and does not find in rows that have
// not.
#include "run_fixture.h"

#include "training/preflight/preflight.h"
#include "training/preflight/preflight_advice.h"
#include "training/preflight/row_findings.h"
#include "training/preflight/token_findings.h"

#include <QtTest>

using namespace tiebreak;
using nlohmann::json;
using nlohmann::ordered_json;

namespace {

/// Evaluates `expression` once: it may be a whole run.
#define VERIFY_OK(expression)                                                                      \
    do {                                                                                           \
        const auto& verified = (expression);                                                       \
        QVERIFY2(verified.ok(), verified ? "" : verified.error().text().c_str());                  \
    } while (false)

ordered_json pair(const std::string& prompt, const std::string& chosen,
                  const std::string& rejected) {
    return {{"prompt", prompt}, {"chosen", chosen}, {"rejected", rejected}};
}

const std::string kStory =
    "Once upon a time there was a small dragon who could not breathe fire, so he learned to cook "
    "soup instead and everybody in the village came to eat it every evening until the winter.";

json dpoConfig() {
    return {{"method", "dpo"},       {"dtype", "float32"}, {"device", "cpu"},
            {"max_steps", 4},        {"batch_size", 2},    {"learning_rate", 1e-5},
            {"lora", {{"rank", 4}}}, {"probe_every", 0}};
}

bool hasCode(const json& list, const std::string& code) {
    for (const auto& item : list)
        if (item["code"] == code)
            return true;
    return false;
}

} // namespace

class TestPreflight : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void duplicatesAndContradictions_areFound() {
        const std::vector<ordered_json> rows{pair("a", "x", "y"), pair("a", "y", "x"),
                                             pair("b", "x", "y"), pair("a", "x", "y"),
                                             pair("a", "x", "z")};
        const auto findings = findInRows(rows, {});
        QCOMPARE(findings.duplicates.size(), size_t(1));
        QCOMPARE(findings.duplicates[0].row, std::int64_t(3));
        QCOMPARE(findings.duplicates[0].other, std::int64_t(0));
        QCOMPARE(findings.contradictions.size(), size_t(2)); // rows 1 and 3 against 0 and 1
        QCOMPARE(findings.contradictions[0].row, std::int64_t(1));
        QCOMPARE(findings.contradictions[0].other, std::int64_t(0));
    }

    void labelsThatDisagree_areContradictions() {
        const std::vector<ordered_json> rows{
            {{"prompt", "a"}, {"completion", "x"}, {"label", true}},
            {{"prompt", "a"}, {"completion", "x"}, {"label", false}},
            {{"prompt", "b"}, {"completion", "x"}, {"label", false}}};
        const auto findings = findInRows(rows, {});
        QCOMPARE(findings.contradictions.size(), size_t(1));
        QVERIFY(findings.duplicates.empty());
    }

    void messages_areComparedByTheirText() {
        const ordered_json answer{{{"role", "assistant"}, {"content", "yes"}}};
        const ordered_json other{{{"role", "assistant"}, {"content", "no"}}};
        const ordered_json row{{"prompt", "q"}, {"chosen", answer}, {"rejected", other}};
        QCOMPARE(findInRows({row, row}, {}).duplicates.size(), size_t(1));
    }

    void heldOutRows_areFoundInTheTrainingData() {
        std::string changed = kStory;
        changed.replace(changed.find("village"), 7, "valley");
        const std::vector<ordered_json> rows{pair("p", kStory, "no"), pair("q", "short", "no")};
        const std::vector<ordered_json> held{
            pair("p", "  " + kStory, "no"), // blanks do not hide it
            pair("p", changed, "no"), pair("r", "A story about something else entirely.", "hm")};
        const auto findings = findInRows(rows, held);
        QCOMPARE(findings.overlaps.size(), size_t(2));
        QVERIFY(findings.overlaps[0].similarity > 0.99);
        QCOMPARE(findings.overlaps[1].evalRow, std::int64_t(1));
        QVERIFY(findings.overlaps[1].similarity > kNearSimilarity);
        QVERIFY(findings.overlaps[1].similarity < 1);
        QCOMPARE(findings.samePrompts, std::int64_t(2));
    }

    void histogram_countsEveryRowOnce() {
        const auto row = [](std::size_t tokens) {
            return PreferenceRow{std::vector<std::int64_t>(tokens - 1, 5), {6}, {}};
        };
        const auto bins = lengthHistogram({row(2), row(31), row(32), row(63), row(64), row(300)});
        QCOMPARE(bins.dump(), std::string(R"([{"from":0,"rows":2,"to":31},{"from":32,"rows":2,)"
                                          R"("to":63},{"from":64,"rows":1,"to":127},)"
                                          R"({"from":256,"rows":1,"to":511}])"));
    }

    void eos_isLookedForAtTheEnd() {
        const std::vector<PreferenceRow> rows{{{1}, {5, 2}, {5, 2, 13}}, {{1}, {2, 5, 5}, {}}};
        const auto found = eosFindings(rows, {2});
        QCOMPARE(found["completions"].get<int>(), 3);
        QCOMPARE(found["with_eos"].get<int>(), 2);
    }

    void lengthBias_countsTiesHalf() {
        const std::vector<PreferenceRow> rows{
            {{}, {1, 1, 1}, {1}}, {{}, {1}, {1}}, {{}, {1}, {1, 1}}, {{}, {1, 1}, {1}}};
        const auto bias = lengthBias(rows);
        QCOMPARE(bias["chosen_longer"].get<double>(), 0.625);
        QVERIFY(lengthBias({{{1}, {2}, {}}}).is_null());
    }

    void positionBias_comesWithItsInterval() {
        std::vector<ordered_json> rows(40, pair("q", "a", "b"));
        QVERIFY(positionBias(rows).is_null());
        for (std::size_t i = 0; i < rows.size(); ++i)
            rows[i]["chosen_position"] = i < 30 ? "first" : "second";
        const auto bias = positionBias(rows);
        QCOMPARE(bias["pairs"].get<int>(), 40);
        QCOMPARE(bias["chosen_first"].get<double>(), 0.75);
        // Wilson's interval of 30 of 40, by hand: 0.5981 to 0.8581.
        QVERIFY(std::abs(bias["low"].get<double>() - 0.5981) < 5e-4);
        QVERIFY(std::abs(bias["high"].get<double>() - 0.8581) < 5e-4);
        rows[0]["chosen_position"] = "somewhere";
        QCOMPARE(positionBias(rows)["pairs"].get<int>(), 39);
    }

    void positionBias_isAWarningWhereItIsNoChance() {
        const auto warned = [](int first) {
            std::vector<json> rows;
            for (int i = 0; i < 40; ++i) {
                const std::string answer = " a tale number " + std::to_string(i);
                auto row = json(pair("Once upon", answer, answer + "."));
                row["chosen_position"] = i < first ? "first" : "second";
                rows.push_back(row);
            }
            const RunFixture fixture(dpoConfig(), rows);
            return hasCode((*preflightRun(*fixture.create()))["warnings"], "position_bias");
        };
        QVERIFY(warned(32));
        QVERIFY(warned(8));
        QVERIFY(!warned(22));
    }

    void report_provesOneStepAndEstimates() {
        auto rows = json::parse(*readFile(kTestData + "/training/rlhf_golden.json"))["texts"]
                        .get<std::vector<json>>();
        rows.push_back(rows[0]);
        const RunFixture fixture(dpoConfig(), rows);
        const auto folder = fixture.create();
        VERIFY_OK(folder);
        const auto report = preflightRun(*folder, true);
        VERIFY_OK(report);
        QVERIFY((*report)["memory"]["proven"].get<bool>());
        QVERIFY((*report)["memory"]["peak"].get<double>() > 1e6);
        QVERIFY((*report)["memory"]["available"].get<double>() >
                (*report)["memory"]["peak"].get<double>());
        QVERIFY((*report)["time"]["estimate_seconds"].get<double>() > 0);
        QVERIFY((*report)["errors"].empty());
        QVERIFY(hasCode((*report)["warnings"], "duplicates"));
        QCOMPARE((*report)["eos"]["completions"], (*report)["eos"]["with_eos"]);
        QVERIFY((*report)["template"]["first_row"]["chosen"].size() > 2);
        QVERIFY((*report)["template"]["first_row"]["chosen"][0].contains("piece"));
        QVERIFY2(!std::filesystem::exists(folder->checkpoints()), "nothing is left of the step");
        QVERIFY2(!std::filesystem::exists(folder->state()), "and the run has not begun");
    }

    void withoutEos_isAWarning() {
        auto config = dpoConfig();
        config["append_eos"] = false;
        const RunFixture fixture(config, {json(pair("Once", " upon a time", " there was"))});
        const auto report = preflightRun(*fixture.create());
        VERIFY_OK(report);
        QVERIFY(hasCode((*report)["warnings"], "no_eos"));
        QVERIFY(!(*report).contains("memory"));
    }

    void noRowLeft_isAnError() {
        auto config = dpoConfig();
        config["max_length"] = 4;
        const RunFixture fixture(config, {json(pair(kStory, " yes", " no"))});
        const auto report = preflightRun(*fixture.create(), true);
        VERIFY_OK(report);
        QVERIFY(hasCode((*report)["errors"], "no_rows"));
    }

    void aRateForFineTuning_isAWarningForDpo() {
        auto config = dpoConfig();
        config.erase("lora");
        config["learning_rate"] = 2e-4;
        const RunFixture fixture(config, {json(pair("Once", " upon a time", " there was"))});
        QVERIFY(hasCode((*preflightRun(*fixture.create()))["warnings"], "learning_rate"));
        config["learning_rate"] = 1e-6;
        const RunFixture usual(config, {json(pair("Once", " upon a time", " there was"))});
        QVERIFY(!hasCode((*preflightRun(*usual.create()))["warnings"], "learning_rate"));
    }
};

QTEST_GUILESS_MAIN(TestPreflight)
#include "tst_preflight.moc"
