// Responses to any number of prompts in one decode batch, whatever their parameters: each distinct
// prompt is computed once, finished rows leave at once, new requests join between two steps. The
// caller steps it from one thread and gets values; the decoder is shared with nobody meanwhile and
// has its inference weights packed.
#pragma once

#include "model/decoder.h"
#include "protocol/sampling_parameters.h"
#include "sampling/generation.h"
#include "sampling/prompt_state.h"
#include "sampling/response_row.h"

#include <deque>
#include <memory>
#include <span>
#include <vector>

namespace tiebreak {

struct GeneratorOptions {
    /// Rows that decode together; others wait for a free place.
    std::int64_t mostRows = 16;
    /// The same ids whatever else is in the batch: every step is kRepeatableWidth rows wide (and
    /// mostRows is that), attention goes row by row.
    bool repeatable = false;
};

/// The width of a repeatable step. Another number gives other ids in rare near-ties, so it never
/// changes.
inline constexpr std::int64_t kRepeatableWidth = 8;

class BatchGenerator {
public:
    /// `tokenizer` may be null: then responses have no text and no stop strings.
    BatchGenerator(std::shared_ptr<const Decoder> decoder,
                   std::shared_ptr<const Tokenizer> tokenizer, GeneratorOptions options = {});

    /// One response for each of `rows` to `prompt`; they join at the next step. `request` is the
    /// caller's number.
    Status add(std::int64_t request, std::vector<TokenId> prompt,
               const std::vector<SamplingParameters>& rows);
    /// Its responses end now, with what they have; reported by the next step.
    void cancel(std::int64_t request);
    bool idle() const { return m_active.empty() && m_waiting.empty() && m_pending.done.empty(); }
    /// One token for every running response, and a piece of a waiting prompt.
    Result<StepEvents> step();

private:
    struct Waiting {
        ResponseRow row;
        std::shared_ptr<PromptState> prompt;
    };

    std::shared_ptr<PromptState> promptFor(std::vector<TokenId> ids);
    void decode(StepEvents& events);
    void computePrompts(StepEvents& events);
    void admit(StepEvents& events);
    bool advance(ResponseRow& row, std::span<const float> logits, StepEvents& events);
    void finish(ResponseRow& row, StepEvents& events);
    void dropFinished();
    void fail(std::int64_t request, const Error& error, StepEvents& events);
    bool lives(std::int64_t request) const;
    std::int64_t freePlaces() const;

    std::shared_ptr<const Decoder> m_decoder;
    GeneratorOptions m_options;
    ResponseRules m_rules;
    KvCache m_cache;
    std::vector<ResponseRow> m_active; ///< row i of the cache
    std::deque<Waiting> m_waiting;
    StepEvents m_pending; ///< of cancel(), for the next step
};

} // namespace tiebreak
