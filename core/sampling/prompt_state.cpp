#include "sampling/prompt_state.h"

#include "sampling/row_math.h"

#include <ATen/ATen.h>
#include <algorithm>
#include <cmath>
#include <limits>

namespace tiebreak {

namespace {

std::vector<float> rowOf(const at::Tensor& logits) {
    const at::Tensor row = logits.to(at::kCPU, at::kFloat).contiguous();
    return {row.const_data_ptr<float>(), row.const_data_ptr<float>() + row.numel()};
}

double logprobOf(std::span<const float> logits, TokenId id) {
    const float top = maximum(logits);
    return static_cast<double>(logits[static_cast<std::size_t>(id)]) -
           (static_cast<double>(top) + std::log(sumOfExponentials(logits, top)));
}

} // namespace

PromptState::PromptState(std::vector<TokenId> ids, std::int64_t given)
    : m_ids(std::move(ids))
    , m_given(given)
    , m_logprobs(m_ids.size(), std::numeric_limits<double>::quiet_NaN()) {}

std::shared_ptr<PromptState> PromptState::ofRow(std::vector<TokenId> ids, const KvCache& batch,
                                                std::int64_t row, const Decoder& decoder,
                                                std::span<const double> logprobs) {
    auto state = std::make_shared<PromptState>(std::move(ids));
    state->m_cache = decoder.makeCache(1, state->length());
    state->m_cache->copyRow(batch, row);
    state->m_computed = state->length();
    const auto known = std::min(logprobs.size(), state->m_ids.size());
    std::copy_n(logprobs.begin(), known, state->m_logprobs.end() - std::ptrdiff_t(known));
    return state;
}

std::int64_t PromptState::usableFor(const std::vector<TokenId>& ids, std::int64_t given) const {
    const auto wanted = static_cast<std::int64_t>(ids.size());
    const auto differ = std::mismatch(m_ids.begin(), m_ids.end(), ids.begin(), ids.end());
    // The last token is always computed: its logits are wanted.
    const auto common = std::min<std::int64_t>(differ.first - m_ids.begin(), wanted - 1);
    for (std::int64_t i = std::max<std::int64_t>(wanted - given, 1); i < wanted; ++i)
        if (i >= common || std::isnan(logprob(i)))
            return std::min(common, i - 1); // computed anew, the token before tells it
    return common;
}

void PromptState::startLike(const PromptState& other, std::int64_t count, const Decoder& decoder) {
    m_cache = decoder.makeCache(1, std::max(length(), other.length()));
    m_cache->copyRow(*other.m_cache, 0);
    m_cache->truncate(0, count);
    m_computed = count;
    std::copy_n(other.m_logprobs.begin(), count, m_logprobs.begin());
    const auto next = static_cast<std::size_t>(count); // what came before it is the same
    if (next < other.m_ids.size() && other.m_ids[next] == m_ids[next])
        m_logprobs[next] = other.m_logprobs[next];
}

std::int64_t PromptState::bytes() const {
    return m_cache ? m_cache->bytes() : 0;
}

bool PromptState::dependsOnLength() const {
    return m_cache && m_cache->ids(0).numel() > 0;
}

std::int64_t PromptState::computePiece(const Decoder& decoder) {
    at::Tensor every;
    const bool wanted = m_given > 0 && m_computed + kPieceLength >= length() - m_given;
    return computePiece(decoder, kPieceLength, wanted ? &every : nullptr);
}

std::int64_t PromptState::computePiece(const Decoder& decoder, std::int64_t most,
                                       at::Tensor* everyLogit) {
    if (!m_cache) {
        m_cache = decoder.makeCache(1, length());
        m_cache->addRow();
    }
    const std::int64_t first = m_computed;
    const std::int64_t count = std::min(most, length() - first);
    const auto piece = at::from_blob(m_ids.data() + first, {count}, at::kInt)
                           .to(at::TensorOptions(decoder.device()).dtype(at::kLong)); // [count]
    const at::Tensor logits = decoder.prefill(piece, *m_cache, 0, everyLogit);        // [V]
    m_computed += count;
    if (everyLogit) {
        *everyLogit = everyLogit->to(at::kCPU, at::kFloat).contiguous();
        takeLogprobs(*everyLogit, first, count);
    }
    if (everyLogit || ready())
        m_logits = rowOf(logits);
    return count;
}

// Logits after a token tell the log-probability of the next one.
void PromptState::takeLogprobs(const at::Tensor& everyLogit, std::int64_t first,
                               std::int64_t count) {
    const std::int64_t from = std::max<std::int64_t>(first, length() - m_given);
    const auto vocabulary = static_cast<std::size_t>(everyLogit.size(1));
    for (std::int64_t i = from; i < std::min(first + count + 1, length()); ++i) {
        if (i == first && m_logits.empty())
            continue; // taken over from another state
        const auto before = i - 1 - first;
        const float* row = everyLogit.const_data_ptr<float>() + before * everyLogit.size(1);
        const std::span<const float> logits =
            before < 0 ? std::span<const float>(m_logits) : std::span(row, vocabulary);
        m_logprobs[static_cast<std::size_t>(i)] = logprobOf(logits, m_ids[std::size_t(i)]);
    }
}

void PromptState::joinAsRow(KvCache& batch) const {
    batch.copyRow(*m_cache, 0);
}

} // namespace tiebreak
