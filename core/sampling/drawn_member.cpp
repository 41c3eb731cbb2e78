#include "sampling/drawn_member.h"

#include <algorithm>

namespace tiebreak {

DrawnMember::DrawnMember(ResponseRow row, Prompts prompts)
    : BatchMember(row.key().request, std::move(prompts))
    , m_row(std::move(row))
    , m_guided(this->prompts().size() > 1) {}

void DrawnMember::writeTokens(std::span<std::int64_t> ids) const {
    std::fill(ids.begin(), ids.end(), std::int64_t{m_row.lastToken()});
}

Status DrawnMember::take(std::span<const float> logits, std::span<const float> negative,
                         StepEvents& events) {
    TB_ASSIGN(GeneratedToken token, m_row.advance(logits, negative));
    events.tokens.push_back(std::move(token));
    return {};
}

Status DrawnMember::takeFirst(StepEvents& events) {
    const PromptState& prompt = *prompts()[0];
    std::vector<double> logprobs;
    for (std::int64_t i = prompt.length() - prompt.given(); i < prompt.length(); ++i)
        logprobs.push_back(prompt.logprob(i));
    m_row.give(std::span(prompt.ids()).last(logprobs.size()), logprobs);
    const auto negative = m_guided ? prompts()[1]->logits() : std::span<const float>();
    return take(prompts()[0]->logits(), negative, events);
}

void DrawnMember::join(KvCache& cache) {
    for (const auto& prompt : prompts())
        prompt->joinAsRow(cache);
}

Status DrawnMember::advance(MemberRows rows, StepEvents& events) {
    if (!m_guided)
        return take(rows.logits, {}, events);
    const std::size_t half = rows.logits.size() / 2;
    return take(rows.logits.first(half), rows.logits.subspan(half), events);
}

std::vector<GeneratedResponse> DrawnMember::take() {
    std::vector<GeneratedResponse> responses;
    responses.push_back(m_row.take());
    return responses;
}

} // namespace tiebreak
