// Log-probabilities of whole completions, and the way back from their gradient to the model's parameters. The
// decoder's thread.
#pragma once

#include "training/scoring/completion_batch.h"
#include "training/scoring/token_scores.h"

#include <optional>

namespace tiebreak {

/// One pass of the model over a batch.
struct SequencePass {
    at::Tensor hidden;  ///< [M, D] states that predict the tokens, with history when `training`
    TokenScores tokens; ///< [M] each
};

struct PassOptions {
    bool training = false; ///< keep what backwardTokens() needs
    ScoreOptions score;    ///< `derivative` is decided here
};
SequencePass passSequences(const Decoder& decoder, const CompletionBatch& batch, PassOptions options);

/// Σ over each sequence's tokens. `values`, `weights` [M]; weights may be undefined. // [S]
at::Tensor sumSequences(const CompletionBatch& batch, const at::Tensor& values,
                        const at::Tensor& weights = {});

/// LD-DPO (arXiv 2409.06411): tokens beyond the shorter side of a pair count `alpha`. Sequences as packPairs
/// numbers them. // [M]
at::Tensor lengthDesensitisedWeights(const CompletionBatch& batch, double alpha);

struct TokenGradient {
    at::Tensor logps;   ///< [M] d loss / d log p
    at::Tensor entropy; ///< [M] d loss / d entropy, may be undefined
};
/// Adds the gradient of the loss to the parameters' .grad(). `extra` [M, D] is added to the states' gradient, for
/// a head of its own; may be undefined.
void backwardTokens(const Decoder& decoder, const CompletionBatch& batch, const SequencePass& pass,
                    const TokenGradient& gradient, double temperature = 1, const at::Tensor& extra = {});

} // namespace tiebreak
