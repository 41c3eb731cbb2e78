#include "ui/train/run_field_table.h"

#include <QtGlobal>

namespace tiebreak {

namespace {

using Kind = RunField::Kind;

/// Every row of PPO's section stands in it and belongs to it alone.
constexpr RunFieldRow ppo(const char* key, const char* name, const char* words, Kind kind,
                          NumberRange range = {}, bool common = false, bool optional = false,
                          const char* choices = "") {
    return {.key = key,
            .group = "method",
            .name = name,
            .words = words,
            .kind = kind,
            .range = range,
            .choices = choices,
            .methods = "ppo",
            .optional = optional,
            .common = common};
}

constexpr RunFieldRow kRows[] = {
    ppo("ppo.episodes", QT_TRANSLATE_NOOP("tiebreak", "Responses in all"),
        QT_TRANSLATE_NOOP("tiebreak", "How long the run is"), Kind::Whole, between(0, 1e9), true),
    ppo("ppo.rollout_batch", QT_TRANSLATE_NOOP("tiebreak", "Responses a round"),
        QT_TRANSLATE_NOOP("tiebreak", "Sampled together, then learned from"), Kind::Whole,
        between(1, 4096), true),
    ppo("ppo.response_max", QT_TRANSLATE_NOOP("tiebreak", "Most new tokens"),
        QT_TRANSLATE_NOOP("tiebreak", "A response ends here at the latest"), Kind::Whole,
        between(1, 1 << 20), true),
    ppo("ppo.kl_coef", QT_TRANSLATE_NOOP("tiebreak", "KL coefficient"),
        QT_TRANSLATE_NOOP("tiebreak", "Higher stays nearer to the reference"), Kind::Real,
        atLeast(0), true),
    ppo("ppo.response_min", QT_TRANSLATE_NOOP("tiebreak", "Fewest new tokens"),
        QT_TRANSLATE_NOOP("tiebreak", "No response ends before"), Kind::Whole, between(0, 1 << 20)),
    ppo("ppo.temperature", QT_TRANSLATE_NOOP("tiebreak", "Temperature"),
        QT_TRANSLATE_NOOP("tiebreak", "Of the sampled responses"), Kind::Real, above(0)),
    ppo("ppo.temperature_end", QT_TRANSLATE_NOOP("tiebreak", "Temperature at the end"),
        QT_TRANSLATE_NOOP("tiebreak", "It goes there over the run; empty: it stays"), Kind::Real,
        above(0), false, true),
    ppo("ppo.epochs", QT_TRANSLATE_NOOP("tiebreak", "Passes a round"),
        QT_TRANSLATE_NOOP("tiebreak", "How often each round is learned from"), Kind::Whole,
        between(1, 1000)),
    ppo("ppo.minibatches", QT_TRANSLATE_NOOP("tiebreak", "Updates a pass"),
        QT_TRANSLATE_NOOP("tiebreak", "A round is divided into so many parts"), Kind::Whole,
        between(1, 4096)),
    ppo("ppo.kl_target", QT_TRANSLATE_NOOP("tiebreak", "KL target"),
        QT_TRANSLATE_NOOP("tiebreak", "The coefficient moves towards this KL; empty: it is fixed"),
        Kind::Real, above(0), false, true),
    ppo("ppo.kl_horizon", QT_TRANSLATE_NOOP("tiebreak", "KL horizon"),
        QT_TRANSLATE_NOOP("tiebreak", "Responses over which it moves"), Kind::Real, above(0)),
    ppo("ppo.kl_estimator", QT_TRANSLATE_NOOP("tiebreak", "KL estimator"),
        QT_TRANSLATE_NOOP("tiebreak",
                          "k1 is exact on average, k3 varies less and is never negative"),
        Kind::Choice, {}, false, false, "k1 k3"),
    ppo("ppo.clip", QT_TRANSLATE_NOOP("tiebreak", "Clip"),
        QT_TRANSLATE_NOOP("tiebreak", "How far one round may move a token's probability"),
        Kind::Real, inside(0, 1)),
    ppo("ppo.value_clip", QT_TRANSLATE_NOOP("tiebreak", "Value clip"),
        QT_TRANSLATE_NOOP("tiebreak", "How far one round may move a value"), Kind::Real, above(0)),
    ppo("ppo.value_coef", QT_TRANSLATE_NOOP("tiebreak", "Weight of the value loss"),
        QT_TRANSLATE_NOOP("tiebreak", "Beside the loss of the policy"), Kind::Real, atLeast(0)),
    ppo("ppo.gamma", QT_TRANSLATE_NOOP("tiebreak", "Discount γ"),
        QT_TRANSLATE_NOOP("tiebreak", "1: all tokens share the reward"), Kind::Real, between(0, 1)),
    ppo("ppo.lambda", QT_TRANSLATE_NOOP("tiebreak", "GAE λ"),
        QT_TRANSLATE_NOOP("tiebreak", "Between trusting values (0) and rewards (1)"), Kind::Real,
        between(0, 1)),
    ppo("ppo.whiten_rewards", QT_TRANSLATE_NOOP("tiebreak", "Scale rewards"),
        QT_TRANSLATE_NOOP("tiebreak", "Divides them by their spread in each round"), Kind::Flag),
    ppo("ppo.missing_eos_penalty", QT_TRANSLATE_NOOP("tiebreak", "Penalty without an end"),
        QT_TRANSLATE_NOOP("tiebreak", "Taken from responses that the length cut off; empty: none"),
        Kind::Real, atLeast(0), false, true),
    ppo("ppo.entropy_coef", QT_TRANSLATE_NOOP("tiebreak", "Entropy bonus"),
        QT_TRANSLATE_NOOP("tiebreak", "Keeps responses varied"), Kind::Real, atLeast(0)),
};

} // namespace

std::span<const RunFieldRow> ppoFieldRows() {
    return kRows;
}

} // namespace tiebreak
