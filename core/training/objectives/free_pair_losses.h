// Losses over preference pairs that need no reference model, as pure functions. Nothing here logs,
// steps or reads a configuration; any thread.
#pragma once

#include <ATen/core/Tensor.h>

namespace tiebreak {

/// What a micro-batch of B pairs gives to a loss; everything [B] float32. Sums are over completion
/// tokens, in nats.
struct FreePairInputs {
    at::Tensor chosenLogps, rejectedLogps;
    at::Tensor chosenLengths, rejectedLengths; ///< completion tokens, at least 1
    at::Tensor promptLogps;                    ///< summed over the prompt but its first token
    double meanNllTokens = 1; ///< tokens under the NLL term, mean over the micro-batch's pairs
};

/// All [B]; the mean of `losses` over the micro-batch is the loss.
struct FreePairLosses {
    at::Tensor losses;
    at::Tensor chosenRewards, rejectedRewards; ///< β times the (mean) log-probability
    at::Tensor nll;     ///< its mean over the micro-batch is a token mean; undefined: no such term
    at::Tensor logOdds; ///< orpo: log odds ratio of the two sides; undefined elsewhere
};

struct OrpoOptions {
    double beta = 0.1; ///< λ of the paper
};
struct SimpoOptions {
    double beta = 2;
    double gamma = 0.5;
};
struct CpoOptions {
    double beta = 0.1;
    double alpha = 1;          ///< weight of the NLL term
    double labelSmoothing = 0; ///< [0, ½)
};

/// NLL of prompt and chosen completion − β log σ(log odds(y⁺) − log odds(y⁻)), odds p / (1 − p) of
/// the length-normalised probability: ORPO (arXiv 2403.07691 eq. 6, 7).
FreePairLosses orpoLoss(const FreePairInputs& in, const OrpoOptions& options);
/// −log σ(β (l⁺ − l⁻) − γ), l the mean token log-probability: SimPO (arXiv 2405.14734 eq. 6).
FreePairLosses simpoLoss(const FreePairInputs& in, const SimpoOptions& options);
/// −(1−ε) log σ(βΔ) − ε log σ(−βΔ) with Δ = log π(y⁺) − log π(y⁻), plus α times the NLL of the
/// chosen completion: CPO (arXiv 2401.08417 eq. 3, 5).
FreePairLosses cpoLoss(const FreePairInputs& in, const CpoOptions& options);

/// log(1 − e^x) for x < 0, exact near both ends (Mächler 2012). Any shape.
at::Tensor log1mexp(const at::Tensor& x);

} // namespace tiebreak
