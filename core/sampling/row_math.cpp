#include "sampling/row_math.h"

#include "sampling/logits_processor.h"
#include "sampling/row_exponential.h"

#include <algorithm>
#include <cmath>
#include <functional>

namespace tiebreak {

namespace {

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

TB_VECTOR_CLONES void subtractFromAll(float* scores, std::size_t count, float amount) {
    for (std::size_t i = 0; i < count; ++i)
        scores[i] -= amount;
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

TB_VECTOR_CLONES void forbidOutsideOf(float* scores, std::size_t count, float centre,
                                      float distance) {
    for (std::size_t i = 0; i < count; ++i) {
        const float away = centre > scores[i] ? centre - scores[i] : scores[i] - centre;
        scores[i] = away > distance ? kForbidden : scores[i];
    }
}

void offer(std::vector<float>& heap, float score) {
    if (!(score > heap.front()))
        return;
    std::pop_heap(heap.begin(), heap.end(), std::greater<>{});
    heap.back() = score;
    std::push_heap(heap.begin(), heap.end(), std::greater<>{});
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

void subtract(std::span<float> scores, float amount) {
    subtractFromAll(scores.data(), scores.size(), amount);
}

void forbidBelow(std::span<float> scores, float least) {
    forbidBelowOf(scores.data(), scores.size(), least);
}

void forbidOutside(std::span<float> scores, float centre, float distance) {
    forbidOutsideOf(scores.data(), scores.size(), centre, distance);
}

float kthLargest(std::span<const float> scores, std::size_t k) {
    thread_local std::vector<float> heap;
    heap.assign(scores.begin(), scores.begin() + static_cast<std::ptrdiff_t>(k));
    std::make_heap(heap.begin(), heap.end(), std::greater<>{});
    for (std::size_t i = k; i < scores.size(); i += kSumBlock) {
        const auto block = scores.subspan(i, std::min(kSumBlock, scores.size() - i));
        if (maximum(block) > heap.front())
            for (const float score : block)
                offer(heap, score);
    }
    return heap.front();
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
