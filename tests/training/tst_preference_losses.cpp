#include "training/objectives/preference_losses.h"

#include <ATen/ATen.h>

#include <QtTest>

using namespace tiebreak;

namespace {

// torchtune's inputs; expected values transcribed from TRL 1.16's formulas (tests/golden/preference_vectors.py).
PreferenceInputs goldenInputs() {
    const auto row = [](std::vector<float> values) { return at::tensor(values); };
    return {row({-0.5f, -10, -1}), row({-0.1f, -30, -21}), row({-0.5f, -10.1f, -0.1f}),
            row({-0.1f, -20.1f, -0.1f}), row({4, 5, 6}), row({5, 6, 7}), 5.0};
}

constexpr double kTolerance = 2e-6;

double largestDifference(const at::Tensor& got, const std::vector<double>& expected) {
    return (got.to(at::kDouble) - at::tensor(expected, at::kDouble)).abs().max().item<double>();
}

} // namespace

class TestPreferenceLosses : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void losses_matchTrl_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<double>("smoothing");
        QTest::addColumn<QList<double>>("expected");
        using List = QList<double>;
        QTest::newRow("sigmoid") << "sigmoid" << 0.0 << List{.693147, .313262, .126928};
        QTest::newRow("hinge") << "hinge" << 0.0 << List{1, 0, 0};
        QTest::newRow("ipo") << "ipo" << 0.0 << List{25, 11.0889, 4.684133};
        QTest::newRow("exo_pair") << "exo_pair" << 1e-3 << List{2.761231, 1.276310, .458972};
        QTest::newRow("nca_pair") << "nca_pair" << 0.0 << List{1.386294, 1.195220, 1.122047};
        QTest::newRow("robust") << "robust" << 0.1 << List{.693147, .188262, -.123072};
        QTest::newRow("bco_pair") << "bco_pair" << 0.0 << List{1.386294, 1.004121, .855775};
        QTest::newRow("sppo_hard") << "sppo_hard" << 0.0 << List{50, 48.02, 287.62};
        QTest::newRow("aot") << "aot" << 0.0 << List{.693147, .126928, .313262};
        QTest::newRow("aot_unpaired") << "aot_unpaired" << 0.0 << List{.126928, .315961, .688160};
        QTest::newRow("apo_zero") << "apo_zero" << 0.0 << List{1, .768412, .632557};
        QTest::newRow("apo_down") << "apo_down" << 0.0 << List{1, .771441, .596718};
        QTest::newRow("discopop") << "discopop" << 0.0 << List{.846574, .367879, .135335};
        QTest::newRow("sigmoid_norm") << "sigmoid_norm" << 0.0 << List{.693147, .613129, .561380};
        QTest::newRow("sft: sums over the mean length") << "sft" << 0.0 << List{.1, 2, .2};
        QTest::newRow("cDPO") << "sigmoid" << 0.1 << List{.693147, .413262, .326928};
    }

    void losses_matchTrl() {
        QFETCH(QString, name);
        QFETCH(double, smoothing);
        QFETCH(QList<double>, expected);
        PreferenceOptions options;
        options.labelSmoothing = smoothing;
        const auto objective = makePreferenceObjective({name.toStdString()}, {}, options);
        QVERIFY2(objective.ok(), objective ? "" : objective.error().message.c_str());
        const at::Tensor losses = (*objective)(goldenInputs());
        std::vector<double> numbers(expected.begin(), expected.end());
        const double scale = std::max(1.0, std::abs(numbers[2]));
        QVERIFY(largestDifference(losses, numbers) < kTolerance * scale);
        numbers[1] += 1e-4 * scale;
        QVERIFY2(largestDifference(losses, numbers) > kTolerance * scale, "a wrong number must not pass");
    }

    void divergences_matchTrl_data() {
        QTest::addColumn<QString>("divergence");
        QTest::addColumn<double>("mean");
        QTest::newRow("forward_kl") << "forward_kl" << .592158;
        QTest::newRow("js") << "js_divergence" << .667750;
        QTest::newRow("alpha 0.5") << "alpha_divergence" << .634575;
    }

    void divergences_matchTrl() {
        QFETCH(QString, divergence);
        QFETCH(double, mean);
        PreferenceInputs in = goldenInputs();
        in.referenceChosenLogps = in.referenceRejectedLogps = at::zeros({3});
        in.chosenLogps = at::tensor(std::vector<float>{0, .1f, -.9f});
        in.rejectedLogps = at::tensor(std::vector<float>{0, -1, -2});
        PreferenceOptions options;
        options.fDivergence = divergence.toStdString();
        const double got = sigmoidLoss(in, options).mean().item<double>();
        QVERIFY(std::abs(got - mean) < kTolerance);
        options.fDivergence = "reverse_kl";
        QVERIFY2(std::abs(sigmoidLoss(in, options).mean().item<double>() - mean) > kTolerance,
                 "another divergence must not pass");
    }

    void mix_addsWeightedLosses() {
        const auto mix = makePreferenceObjective({"sigmoid", "hinge"}, {0.5, 2}, {});
        QVERIFY(mix.ok());
        const at::Tensor expected = 0.5 * sigmoidLoss(goldenInputs(), {}) + 2 * hingeLoss(goldenInputs(), {});
        QVERIFY(at::allclose((*mix)(goldenInputs()), expected));
        QVERIFY(!at::allclose((*mix)(goldenInputs()), sigmoidLoss(goldenInputs(), {})));
    }

    void equalPolicyAndReference_lossIsLnTwo() {
        PreferenceInputs in = goldenInputs();
        in.referenceChosenLogps = in.chosenLogps;
        in.referenceRejectedLogps = in.rejectedLogps;
        QCOMPARE(sigmoidLoss(in, {}).mean().item<float>(), std::log(2.0f));
    }

    void unknownLoss_isRefusedByName() {
        const auto objective = makePreferenceObjective({"sigmoide"}, {}, {});
        QVERIFY(!objective);
        QVERIFY(objective.error().message.find("sigmoide") != std::string::npos);
    }

    void combinations_thatMeanNothingAreRefused() {
        PreferenceOptions forward;
        forward.fDivergence = "forward_kl";
        QVERIFY(makePreferenceObjective({"ipo"}, {}, forward).ok());
        QVERIFY(!makePreferenceObjective({"apo_zero"}, {}, forward));
        QVERIFY2(!makePreferenceObjective({"exo_pair"}, {}, {}), "exo_pair needs label smoothing");
        QVERIFY(!makePreferenceObjective({"sigmoid"}, {1, 2}, {}));
        QVERIFY(!makePreferenceObjective({}, {}, {}));
    }

    void sortingLosses_areNotSeparable() {
        QVERIFY(makePreferenceObjective({"sigmoid", "ipo"}, {}, {})->separable());
        QVERIFY(!makePreferenceObjective({"sigmoid", "aot"}, {}, {})->separable());
    }
};

QTEST_GUILESS_MAIN(TestPreferenceLosses)
#include "tst_preference_losses.moc"
