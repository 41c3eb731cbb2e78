// Losses of reward model, SFT, KTO, BCO, ORPO, SimPO and CPO as pure functions, against vectors
// written by hand from the formulas (tests/golden/preference_vectors.py).
#include "training/objectives/bco_loss.h"
#include "training/objectives/free_pair_losses.h"
#include "training/objectives/kto_loss.h"
#include "training/objectives/nll_loss.h"
#include "training/objectives/reward_loss.h"

#include <ATen/ATen.h>

#include <QtTest>

using namespace tiebreak;

namespace {

constexpr double kTolerance = 2e-6;

at::Tensor row(std::vector<float> values) {
    return at::tensor(values);
}

double meanOf(const at::Tensor& losses) {
    return losses.to(at::kDouble).mean().item<double>();
}

#define COMPARE_NUMBER(got, expected)                                                              \
    do {                                                                                           \
        const double number = got;                                                                 \
        QVERIFY2(std::abs(number - (expected)) < kTolerance,                                       \
                 qPrintable(QString::number(number, 'g', 9)));                                     \
        QVERIFY2(!(std::abs(number - (expected)*1.001) < kTolerance),                              \
                 "a wrong number must not pass");                                                  \
    } while (false)

} // namespace

class TestRowLosses : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void rewardLoss_matchesTheVectors() {
        RewardLossInputs in{row({1.2f, -.5f}), row({.3f, .1f}), {}};
        COMPARE_NUMBER(meanOf(rewardLoss(in, {})), .689321);
        COMPARE_NUMBER(meanOf(rewardLoss(in, {0.01})), .701371);
        in.margins = row({.5f, 0});
        COMPARE_NUMBER(meanOf(rewardLoss(in, {})), .775252);
    }

    void rewardLoss_gradientIsTheSigmoid() {
        // d/dr⁺ −log σ(r⁺ − r⁻ − m) = −σ(−(r⁺ − r⁻ − m))
        RewardLossInputs in{row({1.2f}).set_requires_grad(true), row({.3f}), row({.5f})};
        rewardLoss(in, {}).sum().backward();
        COMPARE_NUMBER(in.chosen.grad().item<double>(), -1 / (1 + std::exp(.4)));
    }

    void ktoLoss_matchesTheVectors() {
        // log-ratios .5 (good) and −.3 (bad), z = .1, β = .1: 1 − σ(.04), 1 − σ(.04).
        const KtoInputs in{row({-1.5f, -2.3f}), row({-2, -2}), row({1, 0}).to(at::kBool), .1};
        const auto losses = ktoLoss(in, {});
        COMPARE_NUMBER(losses[0].item<double>(), 1 / (1 + std::exp(.04)));
        COMPARE_NUMBER(losses[1].item<double>(), 1 / (1 + std::exp(.04)));
        const auto weighted = ktoLoss(in, {.5, 2, 3});
        COMPARE_NUMBER(weighted[0].item<double>(), 2 / (1 + std::exp(.2)));
        COMPARE_NUMBER(weighted[1].item<double>(), 3 / (1 + std::exp(.2)));
    }

    void ktoKl_isNeverBelowZero() {
        COMPARE_NUMBER(ktoKl(row({-1, -3}), row({-2, -2.5f})), .25);
        QCOMPARE(ktoKl(row({-2, -3}), row({-1, -1})), 0.0);
    }

    void bcoLoss_matchesTheVectors() {
        // log-ratios .5 (good) and −.3 (bad), β = .1, δ = .02: −log σ(.03), −log σ(.05).
        const BcoInputs in{row({-1.5f, -2.3f}), row({-2, -2}), row({1, 0}).to(at::kBool), .02};
        const auto losses = bcoLoss(in, .1);
        COMPARE_NUMBER(losses[0].item<double>(), std::log1p(std::exp(-.03)));
        COMPARE_NUMBER(losses[1].item<double>(), std::log1p(std::exp(-.05)));
    }

    void runningMean_isOverEverythingAdded() {
        RunningMean mean;
        mean.add(row({1, 2, 3}));
        mean.add(row({10}));
        COMPARE_NUMBER(mean.mean(), 4);
        QCOMPARE(mean.count(), 4.0);
        RunningMean restored(mean.mean(), mean.count());
        restored.add(row({9}));
        COMPARE_NUMBER(restored.mean(), 5);
    }

    void freePairLosses_matchTheVectors() {
        // log-probabilities −2 over 4 tokens and −6 over 5, prompt −3, 6.5 tokens a pair in the
        // NLL.
        const FreePairInputs in{row({-2}), row({-6}), row({4}), row({5}), row({-3}), 6.5};
        const double odds = .7 - std::log(1 - std::exp(-.5)) + std::log(1 - std::exp(-1.2));
        const auto orpo = orpoLoss(in, {.1});
        COMPARE_NUMBER(orpo.logOdds.item<double>(), odds);
        COMPARE_NUMBER(orpo.nll.item<double>(), 5 / 6.5);
        COMPARE_NUMBER(orpo.losses.item<double>(), 5 / 6.5 + .1 * std::log1p(std::exp(-odds)));
        COMPARE_NUMBER(simpoLoss(in, {2, .5}).losses.item<double>(),
                       std::log1p(std::exp(.5 - 1.4)));
        FreePairInputs completion = in;
        completion.meanNllTokens = 4;
        COMPARE_NUMBER(cpoLoss(completion, {.1, 1, 0}).losses.item<double>(),
                       std::log1p(std::exp(-.4)) + .5);
        COMPARE_NUMBER(cpoLoss(completion, {.1, .5, .1}).losses.item<double>(),
                       .9 * std::log1p(std::exp(-.4)) + .1 * std::log1p(std::exp(.4)) + .25);
    }

    void log1mexp_isExactNearBothEnds() {
        COMPARE_NUMBER(log1mexp(row({-1e-6f})).item<double>(), std::log(-std::expm1(-1e-6)));
        QVERIFY(std::abs(log1mexp(row({-20})).item<double>() + std::exp(-20.0)) < 1e-12);
    }

    void nllLoss_isAMeanOverTheStepsTokens() {
        COMPARE_NUMBER(nllLoss(row({-1, -2, -.5f}), 7).item<double>(), .5);
        const auto logps = row({-1, -2}).set_requires_grad(true);
        nllLoss(logps, 4).backward();
        COMPARE_NUMBER(logps.grad()[1].item<double>(), -.25);
    }
};

QTEST_GUILESS_MAIN(TestRowLosses)
#include "tst_row_losses.moc"
