#include "sampling/beam_member.h"

#include "base/clock.h"
#include "sampling/response_text.h"

namespace tiebreak {

BeamMember::BeamMember(ResponseKey key, std::shared_ptr<const BeamRules> rules, BeamSearch search,
                       Prompts prompts)
    : BatchMember(key.request, std::move(prompts))
    , m_key(key)
    , m_rules(std::move(rules))
    , m_search(std::move(search))
    , m_begin(monotonicSeconds()) {}

Status BeamMember::takeFirst(StepEvents&) {
    return m_search.begin(prompts().front()->logits());
}

void BeamMember::join(KvCache& cache) {
    for (std::int64_t row = 0; row < rows(); ++row)
        prompts().front()->joinAsRow(cache);
}

Status BeamMember::advance(MemberRows rows, StepEvents&) {
    TB_ASSIGN(const auto copies, m_search.step(rows.logits));
    for (const RowCopy& copy : copies)
        rows.cache.overwriteRow(rows.first + copy.from, rows.first + copy.to);
    return {};
}

GeneratedResponse BeamMember::responseOf(FinishedBeam beam, int rank) const {
    GeneratedResponse response;
    response.key = m_key;
    response.key.rank = rank;
    response.stop = beam.stop;
    response.score = beam.score;
    if (m_rules->tokenizer)
        response.text =
            responseText(*m_rules->tokenizer, beam.ids, beam.stop, m_rules->parameters.stop);
    response.ids = std::move(beam.ids);
    response.logprobs = std::move(beam.logprobs);
    response.seconds = monotonicSeconds() - m_begin;
    return response;
}

std::vector<GeneratedResponse> BeamMember::take() {
    std::vector<GeneratedResponse> responses;
    for (FinishedBeam& beam : m_search.best())
        responses.push_back(responseOf(std::move(beam), static_cast<int>(responses.size())));
    if (responses.empty()) // cancelled before it had a token
        responses.push_back(responseOf({0, StopReason::Cancelled, {}, {}}, 0));
    return responses;
}

} // namespace tiebreak
