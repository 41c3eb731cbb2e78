#include "training/scoring/sequence_scores.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/minimum.h>
#include <ATen/ops/tensor.h>
#include <ATen/ops/where.h>
#include <ATen/ops/zeros.h>
#include <c10/core/GradMode.h>

namespace tiebreak {

namespace {

/// True where the output layer learns too, so that its gradient has to be collected chunk by chunk.
bool outputIsTrained(const Decoder& decoder) {
    return decoder.weights().output.requires_grad();
}

} // namespace

SequencePass passSequences(const Decoder& decoder, const CompletionBatch& batch,
                           PassOptions options) {
    options.training = options.training && c10::GradMode::is_enabled();
    const c10::AutoGradMode mode(options.training);
    SequencePass pass;
    pass.hidden = decoder.hiddenStates(batch.input).index_select(0, batch.sources); // [M, D]
    options.score.derivative = options.training && !outputIsTrained(decoder);
    const c10::NoGradGuard guard;
    pass.tokens = scoreTokens(decoder, pass.hidden.detach(), batch.targets, options.score);
    return pass;
}

at::Tensor sumSequences(const CompletionBatch& batch, const at::Tensor& values,
                        const at::Tensor& weights) {
    const auto count = static_cast<std::int64_t>(batch.lengths.size());
    return at::zeros({count}, values.options())
        .index_add(0, batch.sequence, weights.defined() ? values * weights : values);
}

at::Tensor lengthDesensitisedWeights(const CompletionBatch& batch, double alpha) {
    const auto sides =
        at::tensor(batch.lengths, at::kLong).to(batch.sequence.device()).view({2, -1});
    const at::Tensor shared = at::minimum(sides[0], sides[1]).repeat({2});            // [S]
    const at::Tensor tail = batch.position >= shared.index_select(0, batch.sequence); // [M]
    return at::where(tail, alpha, 1.0).to(at::kFloat);
}

void backwardTokens(const Decoder& decoder, const CompletionBatch& batch, const SequencePass& pass,
                    const TokenGradient& gradient, double temperature, const at::Tensor& extra) {
    if (!pass.hidden.requires_grad()) // only measured
        return;
    at::Tensor states; // [M, D]
    {
        const c10::AutoGradMode mode(true);
        const bool direct = pass.tokens.derivative.defined() && !gradient.entropy.defined();
        states = direct ? pass.tokens.derivative *
                              gradient.logps.unsqueeze(1).to(pass.tokens.derivative.scalar_type())
                        : recomputeHiddenGradient(decoder, pass.hidden, batch.targets,
                                                  gradient.logps, gradient.entropy, temperature);
    }
    if (extra.defined())
        states = states + extra;
    pass.hidden.backward(states.to(pass.hidden.scalar_type()));
}

} // namespace tiebreak
