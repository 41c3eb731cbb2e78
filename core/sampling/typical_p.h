// Keeps the tokens whose information is nearest the entropy, until their probabilities reach p
// (locally typical sampling, Meister et al. 2023, eq. 10). 1 is neutral.
#pragma once

#include "sampling/logits_processor.h"

namespace tiebreak {

class TypicalP : public LogitsProcessor {
public:
    explicit TypicalP(double p);
    void apply(std::span<float> scores, const TokenHistory& history) const override;

private:
    double m_p;
};

} // namespace tiebreak
