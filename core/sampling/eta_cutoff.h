// Removes tokens less probable than min(epsilon, sqrt(epsilon) · e^-entropy), never the most
// probable one (Hewitt et al. 2022, eq. 6). 0 is neutral.
#pragma once

#include "sampling/logits_processor.h"

namespace tiebreak {

class EtaCutoff : public LogitsProcessor {
public:
    explicit EtaCutoff(double epsilon);
    void apply(std::span<float> scores, const TokenHistory& history) const override;

private:
    double m_epsilon;
};

} // namespace tiebreak
