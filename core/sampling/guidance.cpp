#include "sampling/guidance.h"

#include "sampling/row_exponential.h"
#include "sampling/row_math.h"

#include <cmath>

namespace tiebreak {

namespace {

struct Mix {
    float conditionalShift, negativeShift, scale;
};

TB_VECTOR_CLONES void mixRows(const float* conditional, const float* negative, std::size_t count,
                              Mix mix, float* out) {
    for (std::size_t i = 0; i < count; ++i) {
        const float c = conditional[i] - mix.conditionalShift;
        const float u = negative[i] - mix.negativeShift;
        out[i] = mix.scale * (c - u) + u;
    }
}

float logSumOf(std::span<const float> scores) {
    const float top = maximum(scores);
    return static_cast<float>(double(top) + std::log(sumOfExponentials(scores, top)));
}

} // namespace

void guide(std::span<const float> conditional, std::span<const float> negative, double scale,
           std::vector<float>& out) {
    out.resize(conditional.size());
    mixRows(conditional.data(), negative.data(), conditional.size(),
            {logSumOf(conditional), logSumOf(negative), static_cast<float>(scale)}, out.data());
}

} // namespace tiebreak
