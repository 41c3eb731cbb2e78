#include "sampling/row_statistics.h"

#include "sampling/logits_processor.h"
#include "sampling/row_exponential.h"

#include <algorithm>
#include <cmath>

namespace tiebreak {

namespace {

constexpr std::size_t kBlock = 1024; // float32 sums stay exact enough within one

/// Σ e^x and Σ x e^x of one block, x = score - shift.
struct WeightedSums {
    double shares = 0;
    double weighted = 0;
};

TB_VECTOR_CLONES void addWeighted(const float* scores, std::size_t count, float shift,
                                  WeightedSums& sums) {
    float shares[kLanes] = {}, weighted[kLanes] = {};
    for (std::size_t i = 0; i + kLanes <= count; i += kLanes)
        for (std::size_t j = 0; j < kLanes; ++j) {
            const float x = scores[i + j] - shift;
            const float share = exponential(x);
            shares[j] += share;
            weighted[j] += share * (x > -87.0F ? x : -87.0F); // a share of 0 there
        }
    for (std::size_t j = 0; j < kLanes; ++j) {
        sums.shares += static_cast<double>(shares[j]);
        sums.weighted += static_cast<double>(weighted[j]);
    }
    for (std::size_t i = count / kLanes * kLanes; i < count; ++i) {
        const float x = scores[i] - shift;
        const float share = exponential(x);
        sums.shares += static_cast<double>(share);
        sums.weighted += static_cast<double>(share * (x > -87.0F ? x : -87.0F));
    }
}

struct PlainSums {
    double sum = 0;
    double squares = 0;
    std::size_t allowed = 0;
};

/// Number, sum and squared distances from `centre` of the allowed scores of one block.
TB_VECTOR_CLONES void addPlain(const float* scores, std::size_t count, float centre,
                               PlainSums& sums) {
    float sum[kLanes] = {}, squares[kLanes] = {}, allowed[kLanes] = {};
    const auto add = [&](float score, std::size_t lane) {
        const bool counts = score > kForbidden;
        const float x = counts ? score - centre : 0.0F;
        sum[lane] += x;
        squares[lane] += x * x;
        allowed[lane] += counts ? 1.0F : 0.0F;
    };
    for (std::size_t i = 0; i + kLanes <= count; i += kLanes)
        for (std::size_t j = 0; j < kLanes; ++j)
            add(scores[i + j], j);
    for (std::size_t i = count / kLanes * kLanes; i < count; ++i)
        add(scores[i], i % kLanes);
    for (std::size_t j = 0; j < kLanes; ++j) {
        sums.sum += static_cast<double>(sum[j]);
        sums.squares += static_cast<double>(squares[j]);
        sums.allowed += static_cast<std::size_t>(allowed[j]);
    }
}

PlainSums plainSums(std::span<const float> scores, float centre) {
    PlainSums sums;
    for (std::size_t i = 0; i < scores.size(); i += kBlock)
        addPlain(&scores[i], std::min(kBlock, scores.size() - i), centre, sums);
    return sums;
}

} // namespace

Spread spreadOf(std::span<const float> scores, float top) {
    WeightedSums sums;
    for (std::size_t i = 0; i < scores.size(); i += kBlock)
        addWeighted(&scores[i], std::min(kBlock, scores.size() - i), top, sums);
    const double log = std::log(sums.shares);
    return {static_cast<double>(top) + log, log - sums.weighted / sums.shares};
}

Moments momentsOf(std::span<const float> scores) {
    const PlainSums first = plainSums(scores, 0);
    if (first.allowed == 0)
        return {};
    const double count = static_cast<double>(first.allowed);
    const float centre = static_cast<float>(first.sum / count);
    // Around the rounded mean the squares are small; what rounding left of it is taken off.
    const PlainSums second = plainSums(scores, centre);
    const double rest = second.sum / count;
    return {first.allowed, static_cast<double>(centre) + rest,
            std::sqrt(std::max(0.0, second.squares / count - rest * rest))};
}

std::size_t allowedCount(std::span<const float> scores) {
    return plainSums(scores, 0).allowed;
}

} // namespace tiebreak
