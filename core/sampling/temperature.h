// Divides the scores: below 1 sharpens the distribution, above 1 flattens it. 1 is neutral.
#pragma once

#include "sampling/logits_processor.h"

namespace tiebreak {

class Temperature : public LogitsProcessor {
public:
    explicit Temperature(double temperature);
    void apply(std::span<float> scores, const TokenHistory& history) const override;

private:
    float m_temperature;
};

} // namespace tiebreak
