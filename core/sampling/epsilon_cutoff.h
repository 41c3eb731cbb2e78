// Removes tokens less probable than epsilon, never the most probable one (Hewitt et al. 2022,
// section 4.1). 0 is neutral.
#pragma once

#include "sampling/logits_processor.h"

namespace tiebreak {

class EpsilonCutoff : public LogitsProcessor {
public:
    explicit EpsilonCutoff(double epsilon);
    void apply(std::span<float> scores, const TokenHistory& history) const override;

private:
    double m_logEpsilon;
};

} // namespace tiebreak
