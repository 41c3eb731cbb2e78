// DRY, "don't repeat yourself" (p-e-w 2024, text-generation-webui pull request 5677, with the
// sequence breakers and limits of KoboldCpp and llama.cpp): a token that would go on with a
// repetition of n tokens loses multiplier · base^(n - allowed length). Multiplier 0 is neutral.
#pragma once

#include "sampling/dry_breakers.h"
#include "sampling/logits_processor.h"

#include <memory>

namespace tiebreak {

struct DryRule {
    double multiplier = 0;
    double base = 1.75;
    std::int64_t allowedLength = 2; ///< tokens
    std::int64_t window = 0;        ///< tokens looked back; 0: all
};

class Dry : public LogitsProcessor {
public:
    /// `breakers` may be null: then nothing ends a repetition.
    Dry(DryRule rule, std::shared_ptr<const DryBreakers> breakers)
        : m_rule(rule)
        , m_breakers(std::move(breakers)) {}
    void apply(std::span<float> scores, const TokenHistory& history) const override;

private:
    double penaltyOf(std::size_t repeated) const;

    DryRule m_rule;
    std::shared_ptr<const DryBreakers> m_breakers;
};

} // namespace tiebreak
