// The norm of all gradients together, and clipping to a largest norm (Pascanu et al., arXiv 1211.5063). The
// trainer's thread.
#pragma once

#include "model/decoder.h"

namespace tiebreak {

/// 2-norm over every parameter's gradient, in float32; 0 where there is none.
double gradientNorm(const NamedTensors& parameters);

/// Multiplies the gradients by maxNorm / (norm + 1e-6) when that is below 1; maxNorm 0 leaves them.
void clipGradients(const NamedTensors& parameters, double norm, double maxNorm);

} // namespace tiebreak
