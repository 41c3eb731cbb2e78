// Responses to any number of prompts in one decode batch, whatever their parameters: each distinct
// prompt is computed once, finished rows leave at once, new requests join between two steps. The
// caller steps it from one thread and gets values; the decoder is shared with nobody meanwhile and
// has its inference weights packed.
#pragma once

#include "model/decoder.h"
#include "protocol/sampling_parameters.h"
#include "sampling/batch_member.h"
#include "sampling/generation.h"
#include "sampling/inspection_job.h"
#include "sampling/prefix_store.h"
#include "sampling/rule_tokenizer.h"

#include <deque>
#include <memory>
#include <span>
#include <vector>

namespace tiebreak {

struct GeneratorOptions {
    /// Rows that decode together; others wait for a free place. A response takes one, with guidance
    /// two, a beam search one a beam.
    std::int64_t mostRows = 16;
    /// The same ids whatever else is in the batch: every step is kRepeatableWidth rows wide (and
    /// mostRows is that), attention goes row by row.
    bool repeatable = false;
    /// For keys and values of what is over, so that branches and next turns begin at once. 0:
    /// nothing is kept.
    std::int64_t keptBytes = 0;
};

/// The width of a repeatable step. Another number gives other ids in rare near-ties, so it never
/// changes.
inline constexpr std::int64_t kRepeatableWidth = 8;

class BatchGenerator {
public:
    /// `tokenizer` may be null: then responses have no text and no stop strings.
    BatchGenerator(std::shared_ptr<const Decoder> decoder,
                   std::shared_ptr<const Tokenizer> tokenizer, GeneratorOptions options = {});

    /// One response for each of `rows` to `prompt` (a beam search: its n best); they join at the
    /// next step. `request` is the caller's number.
    Status add(std::int64_t request, std::vector<TokenId> prompt,
               const std::vector<SamplingParameters>& rows);
    /// Its responses end now, with what they have; reported by the next step.
    void cancel(std::int64_t request);
    /// Takes apart how `ids` came after `prompt`, drawn with `parameters`; it is stepped by the
    /// caller, between two steps of this. What it computes is kept, so that branches of any text
    /// begin at once.
    Result<std::unique_ptr<InspectionJob>> inspect(std::vector<TokenId> prompt,
                                                   std::vector<TokenId> ids,
                                                   const SamplingParameters& parameters,
                                                   std::int64_t top);
    bool idle() const { return m_active.empty() && m_waiting.empty() && m_pending.done.empty(); }
    /// One token for every running response, and a piece of a waiting prompt.
    Result<StepEvents> step();

private:
    std::shared_ptr<PromptState> textState(std::vector<TokenId> prompt,
                                           std::span<const TokenId> ids);
    std::unique_ptr<BatchMember> makeMember(ResponseKey key, const SamplingParameters& parameters,
                                            const TokenizedRules& rules,
                                            const std::vector<TokenId>& prompt);
    std::shared_ptr<PromptState> promptFor(std::vector<TokenId> ids,
                                           std::span<const TokenId> given = {});
    void decode(StepEvents& events);
    void writeTokens(std::span<std::int64_t> ids) const;
    void computePrompts(StepEvents& events);
    bool fits(const BatchMember& member, std::int64_t before) const;
    void admit(StepEvents& events);
    void settle(BatchMember& member, const Status& status, StepEvents& events);
    void fail(BatchMember& failed, const Error& error, StepEvents& events);
    void dropFinished();
    void keepFinished(const BatchMember& member, std::int64_t row);
    bool lives(std::int64_t request) const;

    std::shared_ptr<const Decoder> m_decoder;
    GeneratorOptions m_options;
    ResponseRules m_model;
    RuleTokenizer m_ruleTokenizer;
    KvCache m_cache;
    PrefixStore m_kept;
    std::vector<std::unique_ptr<BatchMember>> m_active; ///< their rows in the order of the cache's
    std::deque<std::unique_ptr<BatchMember>> m_waiting;
    StepEvents m_pending; ///< of cancel(), for the next step
};

} // namespace tiebreak
