// Binary Classifier Optimization: single completions, each held to be good or bad, against a
// running shift of the reward. Pure function, any thread.
#pragma once

#include <ATen/core/Tensor.h>

namespace tiebreak {

struct BcoInputs {
    at::Tensor logps;          ///< [B] float32, log π(y|x), summed over the completion
    at::Tensor referenceLogps; ///< [B] float32
    at::Tensor desirable;      ///< [B] bool
    double shift = 0;          ///< δ, mean of the rewards seen so far
};

/// −log σ(βc − δ) for a good completion, −log σ(−(βr − δ)) for a bad one (arXiv 2404.04656,
/// section 4), c and r the log-ratios to the reference. // [B]
at::Tensor bcoLoss(const BcoInputs& in, double beta);

/// The mean of all values ever added.
class RunningMean {
public:
    RunningMean(double mean = 0, double count = 0)
        : m_mean(mean)
        , m_count(count) {}
    /// `values` of any shape.
    void add(const at::Tensor& values);
    double mean() const { return m_mean; }
    double count() const { return m_count; }

private:
    double m_mean, m_count;
};

} // namespace tiebreak
