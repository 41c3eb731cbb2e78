// What decodes as one in the batch: a drawn response, or the beams of a search, with the rows of
// the cache it takes. Owned by the generator, its thread.
#pragma once

#include "model/kv_cache.h"
#include "sampling/generation.h"
#include "sampling/prompt_state.h"

#include <memory>
#include <span>
#include <vector>

namespace tiebreak {

/// A member's part of the batch at one step.
struct MemberRows {
    std::span<const float> logits; ///< float32 [rows, V]
    KvCache& cache;
    std::int64_t first = 0; ///< its first row in the cache
};

class BatchMember {
public:
    using Prompts = std::vector<std::shared_ptr<PromptState>>;

    BatchMember(std::int64_t request, Prompts prompts)
        : m_request(request)
        , m_prompts(std::move(prompts)) {}
    virtual ~BatchMember() = default;
    BatchMember(const BatchMember&) = delete;
    BatchMember& operator=(const BatchMember&) = delete;

    std::int64_t request() const { return m_request; }
    /// What must be computed before it begins; empty once it has.
    const Prompts& prompts() const { return m_prompts; }
    bool ready() const;

    /// Rows of the cache it takes; they never change.
    virtual std::int64_t rows() const = 0;
    /// Takes its first token after the prompts, and appends its rows to `cache` unless that was
    /// all.
    Status begin(KvCache& cache, StepEvents& events);
    /// Prompt and response as its first row holds them (the last token may not be in it yet); empty
    /// where there is no such row.
    virtual std::span<const TokenId> firstRowTokens() const { return {}; }
    /// Of the response's tokens among them, nats.
    virtual std::span<const double> firstRowLogprobs() const { return {}; }
    /// The tokens its rows go on with. // [rows]
    virtual void writeTokens(std::span<std::int64_t> ids) const = 0;
    /// The next token of each row.
    virtual Status advance(MemberRows rows, StepEvents& events) = 0;
    /// Ends it with what it has.
    virtual void cancel() = 0;
    virtual bool finished() const = 0;
    /// Its responses, once finished.
    virtual std::vector<GeneratedResponse> take() = 0;

protected:
    virtual Status takeFirst(StepEvents& events) = 0;
    virtual void join(KvCache& cache) = 0;

private:
    std::int64_t m_request;
    Prompts m_prompts;
};

} // namespace tiebreak
