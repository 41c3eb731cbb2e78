#include "sampling/prompt_state.h"

#include <ATen/ATen.h>
#include <algorithm>

namespace tiebreak {

std::shared_ptr<PromptState> PromptState::ofRow(std::vector<TokenId> ids, const KvCache& batch,
                                                std::int64_t row, const Decoder& decoder) {
    auto state = std::make_shared<PromptState>(std::move(ids));
    state->m_cache = decoder.makeCache(1, state->length());
    state->m_cache->copyRow(batch, row);
    state->m_computed = state->length();
    return state;
}

void PromptState::startLike(const PromptState& other, std::int64_t count, const Decoder& decoder) {
    m_cache = decoder.makeCache(1, std::max(length(), other.length()));
    m_cache->copyRow(*other.m_cache, 0);
    m_cache->truncate(0, count);
    m_computed = count;
}

std::int64_t PromptState::bytes() const {
    return m_cache ? m_cache->bytes() : 0;
}

bool PromptState::dependsOnLength() const {
    return m_cache && m_cache->ids(0).numel() > 0;
}

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

void PromptState::joinAsRow(KvCache& batch) const {
    batch.copyRow(*m_cache, 0);
}

} // namespace tiebreak
