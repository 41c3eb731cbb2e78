#include "base/atomic_file.h"
#include "files/safetensors.h"
#include "tensor/span_tensor.h"
#include "training/objectives/gae.h"
#include "training/objectives/kl_estimators.h"
#include "training/objectives/masked_statistics.h"
#include "training/objectives/ppo_policy_loss.h"
#include "training/objectives/ppo_rewards.h"
#include "training/objectives/ppo_value_loss.h"

#include <ATen/ATen.h>
#include <nlohmann/json.hpp>

#include <QtTest>

using namespace tiebreak;

namespace {

constexpr double kTolerance = 1e-5;

const std::string kFolder = std::string(TIEBREAK_TEST_DATA) + "/training/";

at::Tensor golden(const std::string& name) {
    static const SafetensorsFile file = *SafetensorsFile::open(kFolder + "rlhf_golden.safetensors");
    const auto* span = file.find(name);
    return span ? tensorFromSpan(*span, file.file().owner())->clone() : at::Tensor();
}

double goldenNumber(const char* key) {
    static const auto json = nlohmann::json::parse(*readFile(kFolder + "rlhf_golden.json"));
    return json["ppo"][key].get<double>();
}

at::Tensor mask() { return golden("ppo_mask").to(at::kBool); }

bool near(const at::Tensor& a, const at::Tensor& b) {
    return (a - b).abs().max().item<double>() < kTolerance;
}
bool near(double a, double b) { return std::abs(a - b) < kTolerance; }

at::Tensor row(std::vector<double> values) { return at::tensor(values, at::kDouble); }

} // namespace

class TestPpoObjectives : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void rewards_putThePenaltyOnEachTokenAndTheScoreOnTheLast() {
        const at::Tensor kl =
            klEstimate(golden("ppo_old_logprobs"), golden("ppo_ref_logprobs"), KlEstimator::K1);
        QVERIFY(near(ppoRewards({golden("ppo_scores"), kl, mask(), 0.05}), golden("ppo_rewards")));
        QVERIFY(!near(ppoRewards({golden("ppo_scores"), kl, mask(), 0.06}), golden("ppo_rewards")));
    }

    void gae_matchesTheGolden() {
        const auto out = gae({golden("ppo_rewards"), golden("ppo_values"), mask(), 0.99, 0.95});
        QVERIFY(near(out.advantages, golden("ppo_advantages")));
        QVERIFY(near(out.returns, golden("ppo_returns")));
        QVERIFY(!near(gae({golden("ppo_rewards"), golden("ppo_values"), mask(), 0.99, 0.9}).advantages,
                      golden("ppo_advantages")));
    }

    void gae_matchesTorchtuneInClosedForm() {
        // One reward at the end, no values: A_t = (γλ)^(n−1−t).
        const at::Tensor rewards = at::tensor(std::vector<double>{0, 0, 0, 1}, at::kDouble).unsqueeze(0);
        const auto out = gae({rewards, at::zeros_like(rewards), at::ones_like(rewards).to(at::kBool), .9, .95});
        const double step = .9 * .95;
        QVERIFY(near(out.advantages[0], row({step * step * step, step * step, step, 1})));
    }

    void gae_matchesTrlWithItsLongerMask() {
        // TRL puts the score one place after the last token; its mask for values is one longer.
        const at::Tensor rewards = at::tensor(std::vector<double>{.005, -.01, -.015, 0}, at::kDouble);
        const at::Tensor values = at::tensor(std::vector<double>{.4, .2, .1, .05}, at::kDouble);
        at::Tensor trl = rewards.clone();
        trl.select(0, 0).fill_(-.05 * (-.9 + 1.0));
        trl.select(0, 1).fill_(-.05 * (-1.1 + 1.0));
        trl.select(0, 2).fill_(-.05 * (-.3 + .6));
        trl.select(0, 3).fill_(-.5);
        const at::Tensor all = at::ones({1, 4}, at::kBool);
        const auto out = gae({trl.unsqueeze(0), values.unsqueeze(0), all, 1, .95});
        QVERIFY(near(out.advantages[0].narrow(0, 0, 3), row({-.825469, -.653125, -.5875})));
        QVERIFY(!near(out.advantages[0].narrow(0, 0, 3), row({-.825469, -.653125, -.5865})));
    }

    void whiten_isUnbiasedAsTrlOrBiasedAsTheFixture() {
        WhitenOptions biased;
        biased.unbiased = false;
        QVERIFY(near(whiten(golden("ppo_advantages"), mask(), biased), golden("ppo_whitened_advantages")));
        QVERIFY(!near(whiten(golden("ppo_advantages"), mask()), golden("ppo_whitened_advantages")));
    }

    void whiten_withoutShiftKeepsTheMean() {
        WhitenOptions options;
        options.shiftMean = false;
        const at::Tensor values = row({1, 2, 3, 4});
        const at::Tensor all = at::ones({4}, at::kBool);
        QVERIFY(near(whiten(values, all, options).mean().item<double>(), 2.5));
        QVERIFY(near(whiten(values, all).mean().item<double>(), 0));
    }

    void statistics_ignoreWhatTheMaskHides() {
        // trl tests/experimental/test_ppo_trainer.py: [1, 2, 3, 4] under [0, 1, 1, 0].
        const at::Tensor values = row({std::nan(""), 2, 3, 4});
        const at::Tensor some = at::tensor(std::vector<int64_t>{0, 1, 1, 0}).to(at::kBool);
        QVERIFY(near(meanOver(values, some).item<double>(), 2.5));
        QVERIFY(near(varianceOver(values, some).item<double>(), 0.5));
        QVERIFY_THROWS_EXCEPTION(std::exception, meanOver(values, at::zeros({4}, at::kBool)));
    }

    void policyLoss_matchesTheGolden() {
        const PpoPolicyInputs in{golden("ppo_new_logprobs"), golden("ppo_old_logprobs"),
                                 golden("ppo_whitened_advantages"), mask(), 0.2};
        const auto out = ppoPolicyLoss(in);
        QVERIFY(near(out.loss.item<double>(), goldenNumber("policy_loss")));
        // The fixture counts ratios outside the range; ours counts, as TRL, where clipping changed the loss.
        QVERIFY(out.clipFraction < goldenNumber("clip_fraction"));
        PpoPolicyInputs wrong = in;
        wrong.clip = 0.25;
        QVERIFY(!near(ppoPolicyLoss(wrong).loss.item<double>(), goldenNumber("policy_loss")));
    }

    void policyLoss_matchesTrlWithItsClipFraction() {
        const at::Tensor change = at::tensor(std::vector<double>{.1, -.3, .25, 0, -.05, .3, -.1, .05}, at::kDouble);
        const at::Tensor raw =
            at::tensor(std::vector<double>{.670686, .816511, .975275, .6845, .51, -.825469, -.653125, -.5875}, at::kDouble);
        const at::Tensor all = at::ones({8}, at::kBool);
        const auto out = ppoPolicyLoss({change, at::zeros_like(change), whiten(raw, all), all, 0.2});
        QVERIFY(near(out.loss.item<double>(), .048021));
        QVERIFY(near(out.clipFraction, .125));
        QVERIFY(!near(out.loss.item<double>(), .048121));
    }

    void policyLoss_ofAnUnchangedPolicyHasRatioOne() {
        const auto out = ppoPolicyLoss({golden("ppo_old_logprobs"), golden("ppo_old_logprobs"),
                                        golden("ppo_whitened_advantages"), mask(), 0.2});
        QCOMPARE(out.ratio, 1.0);
        QCOMPARE(out.approxKl, 0.0);
        QCOMPARE(out.clipFraction, 0.0);
    }

    void policyLoss_matchesTorchtuneAtRatioE() {
        // torchtune test_ppo_loss.py: ratio e, advantage 1, clip 0.2 → −1.2.
        const at::Tensor one = at::ones({1, 1});
        const auto out = ppoPolicyLoss({one, at::zeros({1, 1}), one, one.to(at::kBool), 0.2});
        QVERIFY(near(out.loss.item<double>(), -1.2));
    }

    void valueLoss_matchesTheGolden() {
        const PpoValueInputs in{golden("ppo_new_values"), golden("ppo_values"), golden("ppo_returns"), mask(), 0.2};
        QVERIFY(near(ppoValueLoss(in).loss.item<double>(), goldenNumber("value_loss_half")));
        PpoValueInputs wrong = in;
        wrong.clip = 0.3;
        QVERIFY(!near(ppoValueLoss(wrong).loss.item<double>(), goldenNumber("value_loss_half")));
    }

    void explainedVariance_isOneForAPerfectCriticAndZeroForTheMean() {
        const at::Tensor returns = row({1, 2, 3, 4});
        const at::Tensor all = at::ones({4}, at::kBool);
        QVERIFY(near(explainedVariance(returns, returns, all), 1));
        QVERIFY(near(explainedVariance(at::full_like(returns, 2.5), returns, all), 0));
    }

    void klEstimates_matchTheGolden() {
        const auto mean = [](KlEstimator estimator) {
            return meanOver(klEstimate(golden("ppo_old_logprobs"), golden("ppo_ref_logprobs"), estimator), mask())
                .item<double>();
        };
        QVERIFY(near(mean(KlEstimator::K1), goldenNumber("kl_k1")));
        QVERIFY(near(mean(KlEstimator::K3), goldenNumber("kl_k3")));
        QVERIFY(!near(mean(KlEstimator::K1), goldenNumber("kl_k3")));
        QVERIFY(parseKlEstimator("k3").ok());
        QVERIFY(!parseKlEstimator("k2"));
    }

    void exactKl_matchesTrlsTable() {
        // trl v0.11.4 tests/test_ppo_trainer.py:758.
        const at::Tensor policy = at::log(row({.98, .01, .01}).unsqueeze(0));
        const at::Tensor reference = at::log(row({.01, .01, .98}).unsqueeze(0));
        QVERIFY(std::abs(exactKl(policy, reference).item<double>() - 4.4474) < 1e-4);
        QCOMPARE(exactKl(policy, policy).item<double>(), 0.0);
    }
};

QTEST_GUILESS_MAIN(TestPpoObjectives)
#include "tst_ppo_objectives.moc"
