#include "sampling/top_k.h"

#include "sampling/row_math.h"

namespace tiebreak {

TopK::TopK(std::int64_t k)
    : m_k(k) {}

void TopK::apply(std::span<float> scores, const TokenHistory&) const {
    if (m_k <= 0 || m_k >= static_cast<std::int64_t>(scores.size()))
        return;
    forbidBelow(scores, kthLargest(scores, static_cast<std::size_t>(m_k)));
}

} // namespace tiebreak
