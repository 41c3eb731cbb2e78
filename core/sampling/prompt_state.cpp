#include "sampling/prompt_state.h"

#include <ATen/ATen.h>
#include <algorithm>

namespace tiebreak {

std::int64_t PromptState::computePiece(const Decoder& decoder) {
    if (!m_cache) {
        m_cache = decoder.makeCache(1, length());
        m_cache->addRow();
        m_layers = decoder.config().layers;
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
    const std::int64_t row = batch.addRow();
    batch.reserve(row, length());
    const auto slotOf = [this](const at::Tensor& slots, std::int64_t slot) {
        return slots.select(0, slot).narrow(1, 0, length()); // [K, P, S]
    };
    for (std::int64_t layer = 0; layer < m_layers; ++layer) {
        slotOf(batch.keys(layer), row).copy_(slotOf(m_cache->keys(layer), 0));
        slotOf(batch.values(layer), row).copy_(slotOf(m_cache->values(layer), 0));
    }
    batch.advance(row, length());
}

} // namespace tiebreak
