#include "sampling/prefix_store.h"

#include <algorithm>

namespace tiebreak {

namespace {

std::int64_t commonLength(const std::vector<TokenId>& a, const std::vector<TokenId>& b) {
    return std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first - a.begin();
}

} // namespace

std::int64_t PrefixStore::bytes() const {
    std::int64_t sum = 0;
    for (const Kept& kept : m_kept)
        sum += kept.state->bytes();
    return sum;
}

void PrefixStore::keep(std::shared_ptr<PromptState> state) {
    if (!enabled() || state->bytes() > m_mostBytes || state->dependsOnLength())
        return;
    for (Kept& kept : m_kept)
        if (kept.state->ids() == state->ids() && kept.state->hasLogits()) {
            kept.used = ++m_uses;
            return;
        }
    // What the new one begins with is in it.
    std::erase_if(m_kept, [&](const Kept& kept) {
        const std::int64_t length = kept.state->length();
        return commonLength(kept.state->ids(), state->ids()) == length &&
               (!kept.state->hasLogits() || length == state->length());
    });
    m_kept.push_back({std::move(state), ++m_uses});
    while (bytes() > m_mostBytes)
        m_kept.erase(
            std::min_element(m_kept.begin(), m_kept.end(),
                             [](const Kept& a, const Kept& b) { return a.used < b.used; }));
}

std::shared_ptr<PromptState> PrefixStore::begin(std::vector<TokenId> ids, const Decoder& decoder,
                                                PrefixNeeds needs) {
    Kept* best = nullptr;
    std::int64_t most = 0;
    for (Kept& kept : m_kept) {
        const PromptState& state = *kept.state;
        if (state.hasLogits() && state.given() == needs.given && state.ids() == ids &&
            needs.most >= state.length()) {
            kept.used = ++m_uses;
            return kept.state;
        }
        const std::int64_t common =
            std::min(state.usableFor(ids, needs.given), needs.most) / needs.grain * needs.grain;
        if (common > most) {
            most = common;
            best = &kept;
        }
    }
    auto state = std::make_shared<PromptState>(std::move(ids), needs.given);
    if (best) {
        best->used = ++m_uses;
        state->startLike(*best->state, most, decoder);
    }
    return state;
}

} // namespace tiebreak
