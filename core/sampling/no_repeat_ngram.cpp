#include "sampling/no_repeat_ngram.h"

#include <algorithm>

namespace tiebreak {

void NoRepeatNgram::apply(std::span<float> scores, const TokenHistory& history) const {
    const auto tokens = history.tokens();
    if (tokens.size() < m_size)
        return;
    const auto begun = tokens.last(m_size - 1);
    for (std::size_t i = 0; i + m_size <= tokens.size(); ++i)
        if (std::equal(begun.begin(), begun.end(), tokens.begin() + static_cast<std::ptrdiff_t>(i)))
            scores[static_cast<std::size_t>(tokens[i + m_size - 1])] = kForbidden;
}

} // namespace tiebreak
