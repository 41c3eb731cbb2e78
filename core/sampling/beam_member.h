// A beam search in the batch: one row a beam. It gives no token before it is done, then its n best
// responses. Owned by the generator, its thread.
#pragma once

#include "sampling/batch_member.h"
#include "sampling/beam_search.h"

namespace tiebreak {

class BeamMember : public BatchMember {
public:
    BeamMember(ResponseKey key, std::shared_ptr<const BeamRules> rules, BeamSearch search,
               Prompts prompts);

    std::int64_t rows() const override { return m_search.rows(); }
    void writeTokens(std::span<std::int64_t> ids) const override { m_search.writeTokens(ids); }
    Status advance(MemberRows rows, StepEvents& events) override;
    void cancel() override { m_search.cancel(); }
    bool finished() const override { return m_search.done(); }
    std::vector<GeneratedResponse> take() override;

protected:
    Status takeFirst(StepEvents& events) override;
    void join(KvCache& cache) override;

private:
    GeneratedResponse responseOf(FinishedBeam beam, int rank) const;

    ResponseKey m_key;
    std::shared_ptr<const BeamRules> m_rules;
    BeamSearch m_search;
    double m_begin; ///< monotonic seconds
};

} // namespace tiebreak
