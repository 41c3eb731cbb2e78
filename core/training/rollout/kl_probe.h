// How far the policy has moved from the reference, on answers it gives now: fixed prompts, fixed
// seeds, 32 new tokens at temperature 1, the divergence exact over the vocabulary at each token.
// The trainer's thread.
#pragma once

#include "training/run/reference_model.h"
#include "training/run/trainer.h"

namespace tiebreak {

inline constexpr std::size_t kProbePrompts = 8;
inline constexpr std::int64_t kProbeTokens = 32;

class KlProbe {
public:
    /// Keeps the first different prompts that are not empty, again from the first where there are
    /// fewer than kProbePrompts. Answer i uses seed + i.
    KlProbe(std::vector<std::vector<std::int64_t>> prompts, std::uint64_t seed);
    /// Without a reference (nullptr) answers alone. Errors of the model come back as a Result;
    /// nothing trains meanwhile.
    Result<std::vector<ProbeAnswer>>
    measure(const PolicyModel& policy, const ReferenceModel* reference,
            const std::shared_ptr<const Tokenizer>& tokenizer) const;

    const std::vector<std::vector<std::int64_t>>& prompts() const { return m_prompts; }

private:
    std::vector<std::vector<std::int64_t>> m_prompts;
    std::uint64_t m_seed;
};

/// Σ_t KL(π(·|s_t) ‖ π_ref(·|s_t)) of each completion, in nats; completion i belongs to prompt i.
std::vector<double> exactSequenceKl(const PolicyModel& policy, const ReferenceModel& reference,
                                    const std::vector<std::vector<std::int64_t>>& prompts,
                                    const std::vector<std::vector<std::int64_t>>& completions);

} // namespace tiebreak
