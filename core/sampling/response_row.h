// One response while it grows: its draws, its text, and when it ends. Owned by the generator, its
// thread.
#pragma once

#include "protocol/sampling_parameters.h"
#include "sampling/generation.h"
#include "sampling/row_sampler.h"
#include "sampling/stop_matcher.h"
#include "text/stream_decoder.h"

#include <memory>
#include <optional>

namespace tiebreak {

/// What all responses of a model have in common.
struct ResponseRules {
    std::vector<TokenId> endTokens; ///< below the vocabulary's size
    std::int64_t vocabulary = 0;
    std::int64_t context = 0;
    std::shared_ptr<const Tokenizer> tokenizer; ///< may be null
};

class ResponseRow {
public:
    ResponseRow(ResponseKey key, const SamplingParameters& parameters,
                std::span<const TokenId> prompt, const ResponseRules& rules);

    /// Draws the next token from `logits` float32 [V].
    Result<GeneratedToken> advance(std::span<const float> logits);
    void cancel() { m_stop = StopReason::Cancelled; }

    const ResponseKey& key() const { return m_response.key; }
    bool finished() const { return m_stop.has_value(); }
    TokenId lastToken() const { return m_response.ids.back(); }
    /// The whole response, once finished.
    GeneratedResponse take();

private:
    void decideStop(TokenId id);
    std::string nextText(TokenId id);
    std::string wholeText() const;

    SamplingParameters m_parameters;
    std::vector<TokenId> m_endTokens;
    std::shared_ptr<const Tokenizer> m_tokenizer;
    RowSampler m_sampler;
    std::optional<StreamDecoder> m_stream;
    StopMatcher m_matcher;
    GeneratedResponse m_response;
    std::optional<StopReason> m_stop;
    std::int64_t m_most; ///< tokens it may have
    double m_begin;      ///< monotonic seconds
};

} // namespace tiebreak
