// Passes over one row of scores, in vector instructions the processor has. Pure functions, any
// thread.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace tiebreak {

/// Scores a block of blockSums covers.
inline constexpr std::size_t kSumBlock = 64;

/// Largest score; -infinity when all are forbidden.
float maximum(std::span<const float> scores);
/// Index of the largest score, the smallest one among equals.
std::size_t indexOfMaximum(std::span<const float> scores);
/// No NaN and no infinity.
bool allFinite(std::span<const float> scores);
/// Σ exp(score - shift); `shift` is the maximum. Fills one partial sum a block of kSumBlock scores,
/// when given.
double sumOfExponentials(std::span<const float> scores, float shift,
                         std::vector<double>* blockSums = nullptr);
/// exp(score - shift) by the arithmetic of sumOfExponentials.
void exponentials(std::span<const float> scores, float shift, float* out);
/// Divides every score.
void divide(std::span<float> scores, float divisor);
/// Takes `amount` from every score.
void subtract(std::span<float> scores, float amount);
/// Forbids all below `least`; equal ones stay.
void forbidBelow(std::span<float> scores, float least);
/// Forbids all further than `distance` from `centre`.
void forbidOutside(std::span<float> scores, float centre, float distance);
/// The k-th largest score, 0 < k <= their number: a heap of the k largest, where a block whose
/// maximum does not reach it is passed over.
float kthLargest(std::span<const float> scores, std::size_t k);
/// Appends the indices of scores >= `least`, ascending.
void indicesFrom(std::span<const float> scores, float least, std::vector<std::int32_t>& out);

} // namespace tiebreak
