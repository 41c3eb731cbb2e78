// Losses over preference pairs as pure functions: log-probabilities in, one loss a pair out. Nothing here
// logs, steps or reads a configuration. Sums are over completion tokens, in nats; any thread.
//
// A new loss: a file beside these, its declaration here, its row in preference_loss_table.cpp, and the
// file's name in CMakeLists.txt.
#pragma once

#include "base/result.h"

#include <ATen/core/Tensor.h>
#include <string>
#include <string_view>
#include <vector>

namespace tiebreak {

/// What a micro-batch of B pairs gives to a loss; everything [B] float32.
struct PreferenceInputs {
    at::Tensor chosenLogps;             ///< log π(y⁺|x), summed over the completion
    at::Tensor rejectedLogps;           ///< log π(y⁻|x)
    at::Tensor referenceChosenLogps;    ///< log π_ref(y⁺|x)
    at::Tensor referenceRejectedLogps;  ///< log π_ref(y⁻|x)
    at::Tensor chosenLengths;           ///< completion tokens of y⁺
    at::Tensor rejectedLengths;         ///< completion tokens of y⁻
    double meanChosenLength = 1;        ///< over the whole micro-batch; only sft uses it
};

struct PreferenceOptions {
    double beta = 0.1;
    double labelSmoothing = 0;              ///< ε, [0, ½)
    std::string fDivergence = "reverse_kl"; ///< reverse_kl | forward_kl | js_divergence | alpha_divergence
    double fAlpha = 0.5;
    double discopopTau = 0.05;
};

/// Scores s⁺, s⁻ of the f-divergence (arXiv 2309.16240), with TRL 1.16's constants.
struct PreferenceScores {
    at::Tensor chosen;   ///< [B]
    at::Tensor rejected; ///< [B]
};
PreferenceScores divergenceScores(const PreferenceInputs& in, const PreferenceOptions& options);
/// c = log π(y⁺) − log π_ref(y⁺), [B].
at::Tensor chosenLogRatio(const PreferenceInputs& in);
/// r = log π(y⁻) − log π_ref(y⁻), [B].
at::Tensor rejectedLogRatio(const PreferenceInputs& in);

// Each returns the loss of every pair, [B] float32. Δ = s⁺ − s⁻.
/// −(1−ε) log σ(βΔ) − ε log σ(−βΔ): DPO (arXiv 2305.18290 eq. 7); ε > 0 is cDPO.
at::Tensor sigmoidLoss(const PreferenceInputs& in, const PreferenceOptions& options);
/// max(0, 1 − βΔ): SLiC (arXiv 2305.10425), RSO (arXiv 2309.06657).
at::Tensor hingeLoss(const PreferenceInputs& in, const PreferenceOptions& options);
/// (s⁺/|y⁺| − s⁻/|y⁻| − 1/(2β))²: IPO (arXiv 2310.12036 eq. 17), per token.
at::Tensor ipoLoss(const PreferenceInputs& in, const PreferenceOptions& options);
/// KL between σ(βΔ) and the smoothed label: EXO (arXiv 2402.00856 eq. 16); ε > 0.
at::Tensor exoPairLoss(const PreferenceInputs& in, const PreferenceOptions& options);
/// −log σ(βc) − ½ log σ(−βc) − ½ log σ(−βr): NCA (arXiv 2402.05369).
at::Tensor ncaPairLoss(const PreferenceInputs& in, const PreferenceOptions& options);
/// [−(1−ε) log σ(βΔ) + ε log σ(−βΔ)] / (1 − 2ε): robust DPO (arXiv 2403.00409); may be negative.
at::Tensor robustLoss(const PreferenceInputs& in, const PreferenceOptions& options);
/// −log σ(βc) − log σ(−βr): BCO without the running shift (arXiv 2404.04656).
at::Tensor bcoPairLoss(const PreferenceInputs& in, const PreferenceOptions& options);
/// (c − 1/(2β))² + (r + 1/(2β))²: SPPO (arXiv 2405.00675).
at::Tensor sppoHardLoss(const PreferenceInputs& in, const PreferenceOptions& options);
/// Sorted policy margins against sorted reference margins: AOT, paired (arXiv 2406.05882).
at::Tensor aotLoss(const PreferenceInputs& in, const PreferenceOptions& options);
/// Sorted c against sorted r: AOT, unpaired (arXiv 2406.05882).
at::Tensor aotUnpairedLoss(const PreferenceInputs& in, const PreferenceOptions& options);
/// 1 − σ(βc) + σ(βr): APO-zero (arXiv 2408.06266 eq. 7).
at::Tensor apoZeroLoss(const PreferenceInputs& in, const PreferenceOptions& options);
/// σ(βc) + 1 − σ(β(c − r)): APO-down (arXiv 2408.06266 eq. 8).
at::Tensor apoDownLoss(const PreferenceInputs& in, const PreferenceOptions& options);
/// (1−m)(−log σ(βΔ)) + m e^(−βΔ), m = σ(βΔ/τ): DiscoPOP (arXiv 2406.08414 eq. 5).
at::Tensor discopopLoss(const PreferenceInputs& in, const PreferenceOptions& options);
/// −log π(y⁺) over the micro-batch's mean length: its mean over pairs is the token mean.
at::Tensor sftLoss(const PreferenceInputs& in, const PreferenceOptions& options);
/// −log σ(β(s⁺/|y⁺| − s⁻/|y⁻|)): length-normalised DPO (arXiv 2411.15124).
at::Tensor sigmoidNormLoss(const PreferenceInputs& in, const PreferenceOptions& options);

/// What the trainer must know of a loss beside its formula.
struct PreferenceLoss {
    const char* name;
    at::Tensor (*function)(const PreferenceInputs&, const PreferenceOptions&);
    bool anyDivergence; ///< uses s⁺ and s⁻, so other f-divergences than reverse_kl make sense
    bool separable;     ///< a pair's loss depends on that pair alone
};
/// nullptr when there is none of that name.
const PreferenceLoss* findPreferenceLoss(std::string_view name);

/// Several losses with their weights, as one run uses them.
struct PreferenceObjective {
    std::vector<const PreferenceLoss*> losses;
    std::vector<double> weights;
    PreferenceOptions options;
    bool separable() const;
    /// Σ weight · loss, [B].
    at::Tensor operator()(const PreferenceInputs& in) const;
};
/// BadArgument naming the key, its value and what is allowed.
Result<PreferenceObjective> makePreferenceObjective(const std::vector<std::string>& names,
                                                    const std::vector<double>& weights,
                                                    const PreferenceOptions& options);

} // namespace tiebreak
