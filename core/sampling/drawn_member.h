// A drawn response in the batch: one row, or two with guidance, of which the second follows the
// negative prompt. Owned by the generator, its thread.
#pragma once

#include "sampling/batch_member.h"
#include "sampling/response_row.h"

namespace tiebreak {

class DrawnMember : public BatchMember {
public:
    /// `prompts`: the prompt and, with guidance, the negative prompt; both end with the given
    /// tokens that begin the response.
    DrawnMember(ResponseRow row, Prompts prompts);

    std::int64_t rows() const override { return m_guided ? 2 : 1; }
    std::span<const TokenId> firstRowTokens() const override { return m_row.tokens(); }
    std::span<const double> firstRowLogprobs() const override { return m_row.logprobs(); }
    void writeTokens(std::span<std::int64_t> ids) const override;
    Status advance(MemberRows rows, StepEvents& events) override;
    void cancel() override { m_row.cancel(); }
    bool finished() const override { return m_row.finished(); }
    std::vector<GeneratedResponse> take() override;

protected:
    Status takeFirst(StepEvents& events) override;
    void join(KvCache& cache) override;

private:
    Status take(std::span<const float> logits, std::span<const float> negative, StepEvents& events);

    ResponseRow m_row;
    bool m_guided;
};

} // namespace tiebreak
