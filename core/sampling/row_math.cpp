#include "sampling/row_math.h"

#include "sampling/logits_processor.h"

#include <algorithm>
#include <bit>
#include <cfloat>
#include <cmath>

// Sanitizers start after the resolvers of cloned functions have run.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define TB_VECTOR_CLONES
#else
#define TB_VECTOR_CLONES                                                                           \
    __attribute__((target_clones("default", "avx2,fma", "avx512f"), optimize("O3")))
#endif

namespace tiebreak {

namespace {

constexpr std::size_t kLanes = 16;

/// e^x for x <= 0 within 2 units in the last place (Cephes' polynomial); 0 below -87.
[[gnu::always_inline]] inline float exponential(float x) {
    constexpr float log2e = 1.44269504088896341F;
    constexpr float ln2High = 0.693359375F;
    constexpr float ln2Low = -2.12194440e-4F;
    constexpr float roundToInteger = 12582912.0F; // 1.5 · 2^23
    const float bounded = x > -87.0F ? x : -87.0F;
    const float n = (bounded * log2e + roundToInteger) - roundToInteger;
    const float r = (bounded - n * ln2High) - n * ln2Low;
    float p = 1.9875691500e-4F;
    p = p * r + 1.3981999507e-3F;
    p = p * r + 8.3334519073e-3F;
    p = p * r + 4.1665795894e-2F;
    p = p * r + 1.6666665459e-1F;
    p = p * r + 5.0000001201e-1F;
    p = p * r * r + r + 1.0F;
    const float scale = std::bit_cast<float>((static_cast<std::int32_t>(n) + 127) << 23);
    return x > -87.0F ? p * scale : 0.0F;
}

TB_VECTOR_CLONES float maximumOfLanes(const float* scores, std::size_t count) {
    float best[kLanes];
    std::fill(best, best + kLanes, kForbidden);
    for (std::size_t i = 0; i + kLanes <= count; i += kLanes)
        for (std::size_t j = 0; j < kLanes; ++j)
            best[j] = scores[i + j] > best[j] ? scores[i + j] : best[j];
    return *std::max_element(best, best + kLanes);
}

/// 0 when all are finite, else NaN: anything times 0 is 0 but for NaN and the infinities.
TB_VECTOR_CLONES float sumOfZeroes(const float* scores, std::size_t count) {
    float sums[kLanes] = {};
    for (std::size_t i = 0; i + kLanes <= count; i += kLanes)
        for (std::size_t j = 0; j < kLanes; ++j)
            sums[j] += scores[i + j] * 0.0F;
    float sum = 0;
    for (const float lane : sums)
        sum += lane;
    for (std::size_t i = count / kLanes * kLanes; i < count; ++i)
        sum += scores[i] * 0.0F;
    return sum;
}

TB_VECTOR_CLONES void divideAll(float* scores, std::size_t count, float divisor) {
    for (std::size_t i = 0; i < count; ++i)
        scores[i] /= divisor;
}

TB_VECTOR_CLONES void exponentialsOf(const float* scores, std::size_t count, float shift,
                                     float* out) {
    for (std::size_t i = 0; i < count; ++i)
        out[i] = exponential(scores[i] - shift);
}

TB_VECTOR_CLONES double sumOfBlock(const float* scores, float shift) {
    float sums[kLanes] = {};
    for (std::size_t i = 0; i < kSumBlock; i += kLanes)
        for (std::size_t j = 0; j < kLanes; ++j)
            sums[j] += exponential(scores[i + j] - shift);
    double sum = 0;
    for (const float lane : sums)
        sum += static_cast<double>(lane);
    return sum;
}

TB_VECTOR_CLONES void forbidBelowOf(float* scores, std::size_t count, float least) {
    for (std::size_t i = 0; i < count; ++i)
        scores[i] = scores[i] < least ? kForbidden : scores[i];
}

double sumOfRest(std::span<const float> scores, float shift) {
    float values[kSumBlock];
    exponentialsOf(scores.data(), scores.size(), shift, values);
    double sum = 0;
    for (std::size_t i = 0; i < scores.size(); ++i)
        sum += static_cast<double>(values[i]);
    return sum;
}

} // namespace

float maximum(std::span<const float> scores) {
    float best = maximumOfLanes(scores.data(), scores.size());
    for (std::size_t i = scores.size() / kLanes * kLanes; i < scores.size(); ++i)
        best = std::max(best, scores[i]);
    return best;
}

std::size_t indexOfMaximum(std::span<const float> scores) {
    const float best = maximum(scores);
    return static_cast<std::size_t>(std::find(scores.begin(), scores.end(), best) - scores.begin());
}

bool allFinite(std::span<const float> scores) {
    return sumOfZeroes(scores.data(), scores.size()) == 0;
}

double sumOfExponentials(std::span<const float> scores, float shift,
                         std::vector<double>* blockSums) {
    if (blockSums)
        blockSums->clear();
    double total = 0;
    for (std::size_t i = 0; i < scores.size(); i += kSumBlock) {
        const double sum = i + kSumBlock <= scores.size() ? sumOfBlock(&scores[i], shift)
                                                          : sumOfRest(scores.subspan(i), shift);
        if (blockSums)
            blockSums->push_back(sum);
        total += sum;
    }
    return total;
}

void exponentials(std::span<const float> scores, float shift, float* out) {
    exponentialsOf(scores.data(), scores.size(), shift, out);
}

void divide(std::span<float> scores, float divisor) {
    divideAll(scores.data(), scores.size(), divisor);
}

void forbidBelow(std::span<float> scores, float least) {
    forbidBelowOf(scores.data(), scores.size(), least);
}

void indicesFrom(std::span<const float> scores, float least, std::vector<std::int32_t>& out) {
    // Few scores pass: a block is looked into only when its maximum does.
    for (std::size_t i = 0; i < scores.size(); i += kSumBlock) {
        const std::size_t end = std::min(i + kSumBlock, scores.size());
        if (maximum(scores.subspan(i, end - i)) < least)
            continue;
        for (std::size_t j = i; j < end; ++j)
            if (scores[j] >= least)
                out.push_back(static_cast<std::int32_t>(j));
    }
}

} // namespace tiebreak
