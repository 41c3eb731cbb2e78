// One drawn response while it grows: its draws, its text, and when it ends. Owned by the generator,
// its thread.
#pragma once

#include "protocol/sampling_parameters.h"
#include "sampling/generation.h"
#include "sampling/response_rules.h"
#include "sampling/row_sampler.h"
#include "sampling/stop_matcher.h"
#include "text/stream_decoder.h"

#include <memory>
#include <optional>

namespace tiebreak {

class ResponseRow {
public:
    ResponseRow(ResponseKey key, const SamplingParameters& parameters,
                std::span<const TokenId> prompt, const ResponseRules& model,
                const TokenizedRules& rules);

    /// Tokens the response begins with, before the first is drawn, and their log-probabilities.
    void give(std::span<const TokenId> ids, std::span<const double> logprobs);
    /// Draws the next token from `logits` float32 [V]; `negative` [V] as in RowSampler.
    Result<GeneratedToken> advance(std::span<const float> logits,
                                   std::span<const float> negative = {});
    void cancel() { m_stop = StopReason::Cancelled; }

    const ResponseKey& key() const { return m_response.key; }
    bool finished() const { return m_stop.has_value(); }
    /// Of prompt and response.
    std::span<const TokenId> tokens() const { return m_sampler.tokens(); }
    TokenId lastToken() const { return m_response.ids.back(); }
    /// Of the response's tokens so far, nats.
    std::span<const double> logprobs() const { return m_response.logprobs; }
    /// The whole response, once finished.
    GeneratedResponse take();

private:
    void decideStop(TokenId id);
    std::string nextText(TokenId id);

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
