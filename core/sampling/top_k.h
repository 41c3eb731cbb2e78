// Keeps the k highest scores, and those equal to the k-th (Fan et al. 2018). 0 is neutral.
#pragma once

#include "sampling/logits_processor.h"

namespace tiebreak {

class TopK : public LogitsProcessor {
public:
    explicit TopK(std::int64_t k);
    void apply(std::span<float> scores, const TokenHistory& history) const override;

private:
    std::int64_t m_k;
};

} // namespace tiebreak
