// The frozen model DPO and PPO measure against: the policy with its adapter off where that is the
// same thing, otherwise a model of its own. Used through a scope that switches the adapter and
// back. The trainer's thread.
#pragma once

#include "training/run/policy_model.h"

namespace tiebreak {

class ReferenceModel {
public:
    /// Follows `reference` of run.json: start, base, or a path.
    static Result<ReferenceModel> make(const RunConfig& config, const PolicyModel& policy);

    /// True where the reference is the model as it is before the first step.
    static bool isStart(const RunConfig& config);

    /// While it lives, decoder() answers as the reference does.
    class Scope {
    public:
        explicit Scope(const ReferenceModel& reference);
        ~Scope();
        Scope(const Scope&) = delete;
        Scope& operator=(const Scope&) = delete;
        const Decoder& decoder() const { return *m_decoder; }

    private:
        Decoder* m_decoder;
        bool m_switched;
    };

private:
    ReferenceModel(std::shared_ptr<Decoder> decoder, bool ownWeights)
        : m_decoder(std::move(decoder))
        , m_ownWeights(ownWeights) {}
    std::shared_ptr<Decoder> m_decoder;
    bool m_ownWeights; ///< false: the policy's decoder with its adapter off
};

} // namespace tiebreak
