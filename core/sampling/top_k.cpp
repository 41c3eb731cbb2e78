#include "sampling/top_k.h"

#include "sampling/row_math.h"

#include <algorithm>
#include <functional>
#include <vector>

namespace tiebreak {

namespace {

void offer(std::vector<float>& heap, float score) {
    if (!(score > heap.front()))
        return;
    std::pop_heap(heap.begin(), heap.end(), std::greater<>{});
    heap.back() = score;
    std::push_heap(heap.begin(), heap.end(), std::greater<>{});
}

/// The k-th largest score by a heap of the k largest; a block whose maximum does not reach it is
/// passed over.
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

} // namespace

TopK::TopK(std::int64_t k)
    : m_k(k) {}

void TopK::apply(std::span<float> scores, const ProcessorContext&) const {
    if (m_k <= 0 || m_k >= static_cast<std::int64_t>(scores.size()))
        return;
    forbidBelow(scores, kthLargest(scores, static_cast<std::size_t>(m_k)));
}

} // namespace tiebreak
