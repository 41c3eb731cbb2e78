// Temperature that follows the entropy: from temperature - range, where the model is sure, to
// temperature + range, where all allowed tokens are equally likely (entropy-based dynamic
// temperature as in llama.cpp and KoboldCpp): t = low + (high - low) · (H / ln n)^exponent.
// Range 0 is plain temperature.
#pragma once

#include "sampling/logits_processor.h"

namespace tiebreak {

struct TemperatureRange {
    double low = 1; ///< at least 0; at 0 only the most probable token is left
    double high = 1;
    double exponent = 1;
};

class DynamicTemperature : public LogitsProcessor {
public:
    explicit DynamicTemperature(TemperatureRange range)
        : m_range(range) {}
    void apply(std::span<float> scores, const TokenHistory& history) const override;

private:
    TemperatureRange m_range;
};

} // namespace tiebreak
