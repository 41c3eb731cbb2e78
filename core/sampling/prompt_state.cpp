#include "sampling/prompt_state.h"

#include <ATen/ATen.h>
#include <algorithm>

namespace tiebreak {

std::int64_t PromptState::computePiece(const Decoder& decoder) {
    if (!m_cache) {
        m_cache = decoder.makeCache(1, length());
        m_cache->addRow();
    }
    const std::int64_t count = std::min(kPieceLength, length() - m_computed);
    const auto piece = at::from_blob(m_ids.data() + m_computed, {count}, at::kInt)
                           .to(at::TensorOptions(decoder.device()).dtype(at::kLong)); // [count]
    const at::Tensor logits = decoder.prefill(piece, *m_cache, 0);                    // [V]
    m_computed += count;
    if (ready()) {
        const at::Tensor row = logits.to(at::kCPU, at::kFloat).contiguous();
        m_logits.assign(row.const_data_ptr<float>(), row.const_data_ptr<float>() + row.numel());
    }
    return count;
}

void PromptState::joinAsRow(KvCache& batch) {
    batch.copyRow(*m_cache, 0);
}

} // namespace tiebreak
