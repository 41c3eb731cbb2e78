#include "ui/train/run_field_table.h"

#include <QtGlobal>

namespace tiebreak {

namespace {

using Kind = RunField::Kind;

constexpr const char* kBeta = QT_TRANSLATE_NOOP("tiebreak", "β");
constexpr const char* kNearness =
    QT_TRANSLATE_NOOP("tiebreak", "Higher stays nearer to the reference");
constexpr const char* kSharpness =
    QT_TRANSLATE_NOOP("tiebreak", "How sharply the two answers are told apart");
constexpr const char* kBetaEnd = QT_TRANSLATE_NOOP("tiebreak", "β at the end");
constexpr const char* kBetaEndWords =
    QT_TRANSLATE_NOOP("tiebreak", "β goes there over the run; empty: it stays");
constexpr const char* kSmoothing = QT_TRANSLATE_NOOP("tiebreak", "Label smoothing");
constexpr const char* kSmoothingWords =
    QT_TRANSLATE_NOOP("tiebreak", "Share of judgements taken to be wrong");

constexpr RunFieldRow beta(const char* key, const char* method, const char* words) {
    return {.key = key,
            .group = "method",
            .name = kBeta,
            .words = words,
            .kind = Kind::Real,
            .range = above(0),
            .methods = method,
            .common = true};
}

constexpr RunFieldRow betaEnd(const char* key, const char* method) {
    return {.key = key,
            .group = "method",
            .name = kBetaEnd,
            .words = kBetaEndWords,
            .kind = Kind::Real,
            .range = above(0),
            .methods = method,
            .optional = true};
}

constexpr RunFieldRow smoothing(const char* key, const char* method) {
    return {.key = key,
            .group = "method",
            .name = kSmoothing,
            .words = kSmoothingWords,
            .kind = Kind::Real,
            .range = halfOpen(0, 0.5),
            .methods = method};
}

constexpr RunFieldRow kRows[] = {
    beta("dpo.beta", "dpo", kNearness),
    {.key = "dpo.loss_type",
     .group = "method",
     .name = QT_TRANSLATE_NOOP("tiebreak", "Loss"),
     .words = QT_TRANSLATE_NOOP(
         "tiebreak", "sigmoid, hinge, ipo, exo_pair, nca_pair, robust, bco_pair, sppo_hard, aot, "
                     "aot_unpaired, apo_zero, apo_down, discopop, sft, sigmoid_norm; several with "
                     "commas between"),
     .kind = Kind::Texts,
     .methods = "dpo"},
    {.key = "dpo.loss_weights",
     .group = "method",
     .name = QT_TRANSLATE_NOOP("tiebreak", "Weights of the losses"),
     .words =
         QT_TRANSLATE_NOOP("tiebreak", "One number a loss, with commas between; empty: 1 each"),
     .kind = Kind::Numbers,
     .range = atLeast(0),
     .methods = "dpo",
     .optional = true},
    betaEnd("dpo.beta_end", "dpo"),
    smoothing("dpo.label_smoothing", "dpo"),
    {.key = "dpo.f_divergence",
     .group = "method",
     .name = QT_TRANSLATE_NOOP("tiebreak", "Divergence"),
     .words = QT_TRANSLATE_NOOP("tiebreak", "How distance to the reference is measured"),
     .kind = Kind::Choice,
     .choices = "reverse_kl forward_kl js_divergence alpha_divergence",
     .methods = "dpo"},
    {.key = "dpo.f_alpha",
     .group = "method",
     .name = QT_TRANSLATE_NOOP("tiebreak", "α of the divergence"),
     .words = QT_TRANSLATE_NOOP("tiebreak", "Only with alpha_divergence; not 1"),
     .kind = Kind::Real,
     .methods = "dpo"},
    {.key = "dpo.ld_alpha",
     .group = "method",
     .name = QT_TRANSLATE_NOOP("tiebreak", "Length weight"),
     .words = QT_TRANSLATE_NOOP("tiebreak",
                                "Weight of tokens beyond the shorter answer, 0 to 1; empty: off"),
     .kind = Kind::Real,
     .range = between(0, 1),
     .methods = "dpo",
     .optional = true},
    {.key = "dpo.use_weighting",
     .group = "method",
     .name = QT_TRANSLATE_NOOP("tiebreak", "Weight by likelihood (WPO)"),
     .words = QT_TRANSLATE_NOOP("tiebreak",
                                "Pairs count more the likelier the policy would give them itself"),
     .kind = Kind::Flag,
     .methods = "dpo"},
    {.key = "dpo.discopop_tau",
     .group = "method",
     .name = QT_TRANSLATE_NOOP("tiebreak", "τ of discopop"),
     .words = QT_TRANSLATE_NOOP("tiebreak", "Only with the loss discopop"),
     .kind = Kind::Real,
     .range = above(0),
     .methods = "dpo"},
    {.key = "sft.completion_only",
     .group = "method",
     .name = QT_TRANSLATE_NOOP("tiebreak", "Learn the answer only"),
     .words = QT_TRANSLATE_NOOP("tiebreak", "auto: where a prompt is given"),
     .kind = Kind::MaybeFlag,
     .methods = "sft",
     .optional = true},
    {.key = "sft.assistant_only",
     .group = "method",
     .name = QT_TRANSLATE_NOOP("tiebreak", "Learn the assistant's turns only"),
     .words = QT_TRANSLATE_NOOP("tiebreak", "Needs a chat template that marks them"),
     .kind = Kind::Flag,
     .methods = "sft"},
    {.key = "sft.packing",
     .group = "method",
     .name = QT_TRANSLATE_NOOP("tiebreak", "Pack rows"),
     .words =
         QT_TRANSLATE_NOOP("tiebreak", "Several rows in one sequence, kept apart by masks; faster"),
     .kind = Kind::Flag,
     .methods = "sft"},
    {.key = "reward.center_coefficient",
     .group = "method",
     .name = QT_TRANSLATE_NOOP("tiebreak", "Centring"),
     .words = QT_TRANSLATE_NOOP("tiebreak", "Keeps scores near 0; empty: off, 0.01 is usual"),
     .kind = Kind::Real,
     .range = atLeast(0),
     .methods = "reward",
     .optional = true},
    beta("kto.beta", "kto", kNearness),
    betaEnd("kto.beta_end", "kto"),
    {.key = "kto.desirable_weight",
     .group = "method",
     .name = QT_TRANSLATE_NOOP("tiebreak", "Weight of good answers"),
     .words = QT_TRANSLATE_NOOP("tiebreak", "Balance it with the other where one kind is rarer"),
     .kind = Kind::Real,
     .range = atLeast(0),
     .methods = "kto"},
    {.key = "kto.undesirable_weight",
     .group = "method",
     .name = QT_TRANSLATE_NOOP("tiebreak", "Weight of bad answers"),
     .words = QT_TRANSLATE_NOOP("tiebreak", "Balance it with the other where one kind is rarer"),
     .kind = Kind::Real,
     .range = atLeast(0),
     .methods = "kto"},
    beta("orpo.beta", "orpo",
         QT_TRANSLATE_NOOP("tiebreak", "Weight of the preference beside the likelihood")),
    beta("simpo.beta", "simpo", kSharpness),
    {.key = "simpo.gamma",
     .group = "method",
     .name = QT_TRANSLATE_NOOP("tiebreak", "Margin γ"),
     .words = QT_TRANSLATE_NOOP("tiebreak", "How much better the chosen answer must be, per token"),
     .kind = Kind::Real,
     .range = atLeast(0),
     .methods = "simpo"},
    beta("cpo.beta", "cpo", kSharpness),
    {.key = "cpo.alpha",
     .group = "method",
     .name = QT_TRANSLATE_NOOP("tiebreak", "Weight of the likelihood"),
     .words = QT_TRANSLATE_NOOP("tiebreak", "Share of plain fine-tuning on the chosen answers"),
     .kind = Kind::Real,
     .range = atLeast(0),
     .methods = "cpo"},
    smoothing("cpo.label_smoothing", "cpo"),
    beta("bco.beta", "bco", kNearness),
};

} // namespace

std::span<const RunFieldRow> methodFieldRows() {
    return kRows;
}

} // namespace tiebreak
