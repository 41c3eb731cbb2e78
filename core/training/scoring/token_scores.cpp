#include "training/scoring/token_scores.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/empty_like.h>
#include <ATen/ops/exp.h>
#include <ATen/ops/full.h>
#include <ATen/ops/linalg_vecdot.h>
#include <ATen/ops/log.h>
#include <ATen/ops/log_softmax.h>
#include <ATen/ops/max.h>
#include <ATen/ops/mean.h>
#include <ATen/ops/softmax.h>
#include <algorithm>
#include <c10/core/GradMode.h>
#include <vector>

namespace tiebreak {

namespace {

// 16 MiB of float32 logits: large enough for the matrix product, small enough to stay near the
// caches.
constexpr std::int64_t kChunkElements = std::int64_t{4} << 20;

/// The parts of TokenScores of one chunk after another.
struct Parts {
    std::vector<at::Tensor> logps, entropy, top1, meanLogits, logSquaredMass, derivative;
};

at::Tensor joined(const std::vector<at::Tensor>& parts) {
    return parts.empty() ? at::Tensor() : at::cat(parts);
}

// d log p_y / d logits = onehot(y) − p, carried back through the output layer. `mass` is used up.
at::Tensor derivativeOf(const at::Tensor& logits, const at::Tensor& leaf, at::Tensor mass,
                        const at::Tensor& targets, double temperature) {
    mass.neg_();
    mass.scatter_add_(1, targets.unsqueeze(1), at::full({targets.size(0), 1}, 1.0, mass.options()));
    if (temperature != 1)
        mass.div_(temperature);
    logits.backward(mass.to(logits.scalar_type()));
    return leaf.grad();
}

void scoreChunkInto(Parts& parts, const Decoder& decoder, const at::Tensor& hidden,
                    const at::Tensor& targets, const ScoreOptions& options) {
    const at::Tensor leaf = hidden.detach();
    at::Tensor output;
    {
        const c10::AutoGradMode mode(options.derivative);
        if (options.derivative)
            leaf.set_requires_grad(true);
        output = decoder.logits(leaf); // [m, V]
    }
    const c10::NoGradGuard guard;
    const at::Tensor raw = output.detach().to(at::kFloat);
    const at::Tensor logits = options.temperature == 1 ? raw : raw / options.temperature; // [m, V]
    const at::Tensor mass = at::softmax(logits, -1);                                      // [m, V]
    const auto [largest, best] = at::max(logits, -1);                                     // [m]
    // log Σ e^x = max − log p(max): the softmax has already summed.
    const at::Tensor logSum =
        largest - at::log(mass.gather(1, best.unsqueeze(1)).squeeze(1)); // [m]
    parts.logps.push_back(logits.gather(1, targets.unsqueeze(1)).squeeze(1) - logSum);
    if (options.statistics) {
        parts.entropy.push_back(logSum - at::linalg_vecdot(mass, logits));
        parts.top1.push_back((best == targets).to(at::kFloat));
        parts.meanLogits.push_back(raw.mean(-1));
    }
    if (options.squaredMass)
        parts.logSquaredMass.push_back(at::log(at::linalg_vecdot(mass, mass)));
    if (options.derivative)
        parts.derivative.push_back(derivativeOf(output, leaf, mass, targets, options.temperature));
}

at::Tensor chunkObjective(const Decoder& decoder, const at::Tensor& leaf, const at::Tensor& targets,
                          const at::Tensor& logpGradient, const at::Tensor& entropyGradient,
                          double temperature) {
    const at::Tensor logps =
        at::log_softmax(decoder.logits(leaf).to(at::kFloat) / temperature, -1); // [m, V]
    at::Tensor total = (logps.gather(1, targets.unsqueeze(1)).squeeze(1) * logpGradient).sum();
    if (entropyGradient.defined())
        total = total - ((at::exp(logps) * logps).sum(-1) * entropyGradient).sum();
    return total;
}

} // namespace

std::int64_t scoreChunk(std::int64_t vocabulary) {
    return std::clamp<std::int64_t>(kChunkElements / std::max<std::int64_t>(vocabulary, 1), 16,
                                    1024);
}

TokenScores scoreTokens(const Decoder& decoder, const at::Tensor& hidden, const at::Tensor& targets,
                        const ScoreOptions& options) {
    const std::int64_t count = hidden.size(0);
    const std::int64_t chunk =
        options.chunk > 0 ? options.chunk : scoreChunk(decoder.config().vocabulary);
    Parts parts;
    for (std::int64_t at = 0; at < count; at += chunk) {
        const std::int64_t size = std::min(chunk, count - at);
        scoreChunkInto(parts, decoder, hidden.narrow(0, at, size), targets.narrow(0, at, size),
                       options);
    }
    return {joined(parts.logps),      joined(parts.entropy),        joined(parts.top1),
            joined(parts.meanLogits), joined(parts.logSquaredMass), joined(parts.derivative)};
}

at::Tensor recomputeHiddenGradient(const Decoder& decoder, const at::Tensor& hidden,
                                   const at::Tensor& targets, const at::Tensor& logpGradient,
                                   const at::Tensor& entropyGradient, double temperature) {
    const at::Tensor gradient = at::empty_like(hidden); // [M, D]
    const std::int64_t chunk = scoreChunk(decoder.config().vocabulary);
    for (std::int64_t at = 0; at < hidden.size(0); at += chunk) {
        const std::int64_t size = std::min(chunk, hidden.size(0) - at);
        const auto part = [&](const at::Tensor& all) {
            return all.defined() ? all.narrow(0, at, size) : all;
        };
        const at::Tensor leaf = part(hidden).detach().clone().set_requires_grad(true);
        chunkObjective(decoder, leaf, part(targets), part(logpGradient), part(entropyGradient),
                       temperature)
            .backward();
        part(gradient).copy_(leaf.grad());
    }
    return gradient;
}

} // namespace tiebreak
