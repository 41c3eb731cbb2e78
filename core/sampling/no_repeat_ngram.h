// Forbids every token that would complete a sequence of n tokens which prompt and response already
// hold (Paulus et al. 2018, section 2.5). 0 is neutral.
#pragma once

#include "sampling/logits_processor.h"

namespace tiebreak {

class NoRepeatNgram : public LogitsProcessor {
public:
    /// `size` at least 1.
    explicit NoRepeatNgram(std::int64_t size)
        : m_size(static_cast<std::size_t>(size)) {}
    void apply(std::span<float> scores, const TokenHistory& history) const override;

private:
    std::size_t m_size;
};

} // namespace tiebreak
