// Log-probabilities of given tokens from hidden states, through the output layer a chunk of tokens
// at a time: never [B, T, V]. The gradient is not left to autograd, which would keep every chunk's
// logits: either the derivative of each log-probability is taken in the same pass (frozen output
// layer), or the chunks are computed again (trained output layer). The decoder's thread.
#pragma once

#include "model/decoder.h"

#include <ATen/core/Tensor.h>

namespace tiebreak {

struct ScoreOptions {
    double temperature = 1;   ///< logits are divided by it
    bool derivative = false;  ///< also take d log p / d hidden
    bool statistics = true;   ///< entropy, top-1 hits, mean logits
    bool squaredMass = false; ///< log Σ p², for WPO
    std::int64_t chunk = 0;   ///< tokens at once; 0: scoreChunk(vocabulary)
};

/// All [M] float32 of M tokens, without autograd history.
struct TokenScores {
    at::Tensor logps;          ///< log softmax in float32 at the token
    at::Tensor entropy;        ///< −Σ p log p, nats
    at::Tensor top1;           ///< 1 where the token has the largest logit
    at::Tensor meanLogits;     ///< mean over the vocabulary
    at::Tensor logSquaredMass; ///< log Σ p²
    at::Tensor derivative;     ///< [M, D] d log p / d hidden, in the hidden states' dtype
};

/// `hidden` [M, D] after the final norm, `targets` [M] int64.
TokenScores scoreTokens(const Decoder& decoder, const at::Tensor& hidden, const at::Tensor& targets,
                        const ScoreOptions& options);

/// d(Σ_m logpGradient_m · log p_m + entropyGradient_m · entropy_m) / d hidden [M, D], computed over
/// again in chunks; gradients of a trained output layer are added to its .grad(). `entropyGradient`
/// may be undefined.
at::Tensor recomputeHiddenGradient(const Decoder& decoder, const at::Tensor& hidden,
                                   const at::Tensor& targets, const at::Tensor& logpGradient,
                                   const at::Tensor& entropyGradient, double temperature);

/// Tokens whose logits are held at once.
std::int64_t scoreChunk(std::int64_t vocabulary);

} // namespace tiebreak
