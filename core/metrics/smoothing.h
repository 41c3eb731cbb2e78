// TensorBoard's debiased exponential average: last = w·last + (1−w)·y; n += 1; out = last / (1 −
// wⁿ), with last₀ = 0. Non-finite values pass through and are not counted, a constant series comes
// back unsmoothed, w is clipped to [0, 0.999]. Pure function, any thread.
#pragma once

#include <span>
#include <vector>

namespace tiebreak {

std::vector<double> debiasedAverage(std::span<const double> values, double weight);

} // namespace tiebreak
