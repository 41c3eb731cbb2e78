// AdamW (Loshchilov & Hutter, arXiv 1711.05101) over named parameters, through LibTorch's fused kernel. Owns the
// moments; the parameters are shared with the model. The trainer's thread.
#pragma once

#include "base/result.h"
#include "model/decoder.h"

#include <ATen/core/Tensor.h>
#include <string>
#include <vector>

namespace tiebreak {

struct AdamWOptions {
    double beta1 = 0.9;
    double beta2 = 0.999;
    double epsilon = 1e-8;
    double weightDecay = 0; ///< decoupled; none on biases and norms, as transformers decides by name
};

/// True where transformers lets weight decay act on a parameter of this name.
bool decays(const std::string& name);

class AdamW {
public:
    AdamW(NamedTensors parameters, const AdamWOptions& options);
    const NamedTensors& parameters() const { return m_parameters; }
    /// Uses and keeps .grad(); parameters without one are left alone.
    void step(double learningRate);
    void zeroGradients();
    std::int64_t steps() const { return m_steps; }

    /// Moments under "exp_avg.<name>" and "exp_avg_sq.<name>", for a checkpoint.
    NamedTensors state() const;
    /// The inverse; BadFile naming what is missing or of another shape.
    Status restore(const NamedTensors& state, std::int64_t steps);

private:
    NamedTensors m_parameters;
    std::vector<at::Tensor> m_averages, m_squares, m_stepCounts;
    AdamWOptions m_options;
    std::int64_t m_steps = 0;
    void stepGroup(const std::vector<std::size_t>& members, double learningRate, double weightDecay);
};

} // namespace tiebreak
