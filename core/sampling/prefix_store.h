// Keys and values of prompts and responses that are over, kept so that what begins like one of them
// is computed only from where it differs: the same prompt again, a branch of a response, the next
// turn of a chat. Bounded in bytes; the one unused for longest goes first. One a generator, its
// thread.
#pragma once

#include "sampling/prompt_state.h"

#include <cstdint>
#include <limits>
#include <memory>
#include <vector>

namespace tiebreak {

struct PrefixNeeds {
    std::int64_t grain = 1;
    std::int64_t given = 0; ///< tokens at the end that begin the response (PromptState)
    /// At most as many tokens are taken over, and never all.
    std::int64_t most = std::numeric_limits<std::int64_t>::max();
};

class PrefixStore {
public:
    explicit PrefixStore(std::int64_t mostBytes)
        : m_mostBytes(mostBytes) {}

    bool enabled() const { return m_mostBytes > 0; }
    void keep(std::shared_ptr<PromptState> state);
    /// A state for `ids`, with as much computed as a kept one gives: all of it with its logits, or
    /// the tokens they have in common, a whole number of the grain.
    std::shared_ptr<PromptState> begin(std::vector<TokenId> ids, const Decoder& decoder,
                                       PrefixNeeds needs);
    std::int64_t bytes() const;

private:
    struct Kept {
        std::shared_ptr<PromptState> state;
        std::uint64_t used = 0; ///< of m_uses
    };

    std::int64_t m_mostBytes;
    std::uint64_t m_uses = 0;
    std::vector<Kept> m_kept;
};

} // namespace tiebreak
