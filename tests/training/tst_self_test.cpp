// The self-test finds nothing wrong here, and finds what is wrong where it was made wrong.
#include "training/selftest/first_loss.h"
#include "training/selftest/model_checks.h"
#include "training/selftest/run_self_test.h"
#include "training/selftest/self_test.h"
#include "training/selftest/tiny_model.h"
#include "training/selftest/tiny_run.h"

#include <QtTest>

#include <cmath>
#include <set>

using namespace tiebreak;

namespace {

/// The adapter on, and a reference that is the adapter off.
struct Pair {
    PolicyModel policy = *makeTinyPolicy(c10::kCPU);
    ReferenceModel reference = *ReferenceModel::make(config(), policy);
    static RunConfig config() {
        RunConfig all;
        all.lora = LoraConfig{};
        return all;
    }
};

SelfTestSubject subjectOf(Pair& pair) {
    return {pair.policy.decoder.get(), &pair.reference, false, tinyPairs(3), {}, 0};
}

const SelfTestCheck* find(const SelfTestReport& report, const std::string& name) {
    for (const auto& check : report.checks)
        if (check.name == name)
            return &check;
    return nullptr;
}

} // namespace

class TestSelfTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyCheck_passesOnTheCpu() {
        const auto report = selfTest(c10::kCPU);
        QVERIFY2(report.ok(), report ? "" : report.error().text().c_str());
        for (const auto& check : report->checks)
            QVERIFY2(check.ok(), toText(check).c_str());
        std::set<std::string> names;
        for (const auto& check : report->checks)
            names.insert(check.name);
        for (const char* name :
             {"batch_of_one_equals_batch", "chunked_equals_dense", "packed_equals_padded",
              "adapter_off_equals_base", "kl_to_itself_is_0", "decoded_equals_scored",
              "bfloat16_near_float32", "first_loss", "chunked_gradient_equals_dense",
              "accumulation_equals_batch", "ppo_first_ratio_is_1", "lora_steps_repeat",
              "full_steps_repeat", "training_learns"})
            QVERIFY2(names.count(name), name);
    }

    // Pair 1 of the reference table: log-ratios 0 and 0, beta 0.1. Computed there by transcribing
    // TRL 1.16's formulas.
    void firstLoss_data() {
        QTest::addColumn<QString>("loss");
        QTest::addColumn<double>("smoothing");
        QTest::addColumn<double>("expected");
        QTest::newRow("sigmoid") << "sigmoid" << 0.0 << 0.693147;
        QTest::newRow("hinge") << "hinge" << 0.0 << 1.0;
        QTest::newRow("ipo") << "ipo" << 0.0 << 25.0;
        QTest::newRow("exo_pair") << "exo_pair" << 1e-3 << 2.761231;
        QTest::newRow("nca_pair") << "nca_pair" << 0.0 << 1.386294;
        QTest::newRow("robust") << "robust" << 0.1 << 0.693147;
        QTest::newRow("bco_pair") << "bco_pair" << 0.0 << 1.386294;
        QTest::newRow("sppo_hard") << "sppo_hard" << 0.0 << 50.0;
        QTest::newRow("aot") << "aot" << 0.0 << 0.693147;
        QTest::newRow("apo_zero") << "apo_zero" << 0.0 << 1.0;
        QTest::newRow("apo_down") << "apo_down" << 0.0 << 1.0;
        QTest::newRow("discopop") << "discopop" << 0.0 << 0.846574;
        QTest::newRow("sigmoid_norm") << "sigmoid_norm" << 0.0 << 0.693147;
    }
    void firstLoss() {
        QFETCH(QString, loss);
        QFETCH(double, smoothing);
        QFETCH(double, expected);
        PreferenceOptions options;
        options.labelSmoothing = smoothing;
        const auto objective = makePreferenceObjective({loss.toStdString()}, {}, options);
        QVERIFY(std::abs(*expectedFirstLoss(*objective) - expected) < 1e-6);
    }

    void firstLoss_ofSftIsNotKnown() {
        QVERIFY(!expectedFirstLoss(*makePreferenceObjective({"sigmoid", "sft"}, {}, {})));
    }
    void firstLoss_ofAMixIsWeighted() {
        const auto mix = makePreferenceObjective({"sigmoid", "hinge"}, {2, 0.5}, {});
        QVERIFY(std::abs(*expectedFirstLoss(*mix) - (2 * std::log(2.0) + 0.5)) < 1e-12);
    }

    void aPolicyThatMoved_isNotItsReference() {
        Pair pair;
        const CheckedModel model{*pair.policy.decoder, tinyPairs(3), 1e-4};
        QVERIFY(klToItselfCheck(model, nullptr).ok());
        const auto moved = klToItselfCheck(model, &pair.reference);
        QVERIFY2(!moved.ok(), toText(moved).c_str());
    }

    void aRun_isTestedOnItsOwnRows() {
        Pair pair;
        const auto report = selfTestRun(subjectOf(pair), true);
        QVERIFY2(report.ok(), report.status() ? "" : report.status().error().text().c_str());
        QVERIFY(find(report, "packed_equals_padded"));
        QVERIFY(!find(report, "first_loss"));
    }

    void aWrongFirstLoss_isFound() {
        Pair pair;
        auto subject = subjectOf(pair);
        pair.policy.decoder->setAdapterEnabled(false); // policy and reference are the same
        subject.referenceIsStart = true;
        subject.firstLoss = [] { return std::log(2.0); };
        subject.expectedFirstLoss = std::log(2.0);
        QVERIFY(selfTestRun(subject, true).ok());
        subject.firstLoss = [] { return 0.70; };
        const auto report = selfTestRun(subject, true);
        QVERIFY(!report.ok());
        QVERIFY2(report.status().error().text().find("first_loss") != std::string::npos,
                 report.status().error().text().c_str());
        QVERIFY2(selfTestRun(subject, false).ok(), "after the first step there is no such loss");
    }

    void aNaNInTheWeights_isNonFinite() {
        Pair pair;
        pair.policy.decoder->weights().finalNorm.weight[3] = std::nan("");
        const auto report = selfTestRun(subjectOf(pair), true);
        QVERIFY(!report.ok());
        QVERIFY(report.status().error().code == ErrorCode::NonFinite);
    }

    void nothingDifferent_isNotANumber() {
        const SelfTestCheck check{"x", std::nan(""), 1, "a and b"};
        QVERIFY(!check.ok());
        QCOMPARE(toJson(check)["difference"].get<std::string>(), std::string("NaN"));
    }

    void longRows_areCutToTheirEndsAndBeginnings() {
        std::vector<PreferenceRow> rows{{std::vector<std::int64_t>(200, 5),
                                         std::vector<std::int64_t>(100, 6),
                                         std::vector<std::int64_t>(1, 7)}};
        rows[0].prompt.back() = 9;
        const auto cut = selfTestRows(rows);
        QCOMPARE(cut.size(), size_t(1));
        QCOMPARE(cut[0].prompt.back(), std::int64_t(9));
        QVERIFY(cut[0].prompt.size() < 200 && cut[0].chosen.size() < 100);
        QCOMPARE(cut[0].rejected.size(), size_t(1));
    }
};

QTEST_GUILESS_MAIN(TestSelfTest)
#include "tst_self_test.moc"
