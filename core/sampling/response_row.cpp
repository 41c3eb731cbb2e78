#include "sampling/response_row.h"

#include "base/clock.h"
#include "sampling/response_text.h"

#include <algorithm>

namespace tiebreak {

ResponseRow::ResponseRow(ResponseKey key, const SamplingParameters& parameters,
                         std::span<const TokenId> prompt, const ResponseRules& model,
                         const TokenizedRules& rules)
    : m_parameters(parameters)
    , m_endTokens(rules.endTokens)
    , m_tokenizer(model.tokenizer)
    , m_sampler(parameters, prompt, rules, model.vocabulary)
    , m_matcher(parameters.stop)
    , m_most(mostTokens(parameters, std::max(prompt.size(), rules.negativePrompt.size()), model))
    , m_begin(monotonicSeconds()) {
    m_response.key = key;
    const auto usual = static_cast<std::size_t>(std::min<std::int64_t>(m_most, 512));
    m_response.ids.reserve(usual);
    m_response.logprobs.reserve(usual);
    if (m_tokenizer)
        m_stream.emplace(m_tokenizer);
}

void ResponseRow::give(std::span<const TokenId> ids, std::span<const double> logprobs) {
    m_response.ids.assign(ids.begin(), ids.end());
    m_response.logprobs.assign(logprobs.begin(), logprobs.end());
    for (const TokenId id : ids) {
        m_sampler.give(id);
        (void)nextText(id); // whoever gives it knows it
    }
}

Result<GeneratedToken> ResponseRow::advance(std::span<const float> logits,
                                            std::span<const float> negative) {
    TB_ASSIGN(const DrawnToken drawn, m_sampler.draw(logits, negative));
    m_response.ids.push_back(drawn.id);
    m_response.logprobs.push_back(drawn.logprob);
    GeneratedToken token{m_response.key, drawn.id, drawn.logprob, nextText(drawn.id)};
    decideStop(drawn.id);
    if (finished() && m_stream) {
        token.text +=
            m_matcher.push(m_stream->finish()); // one after the other: both take what is held
        token.text += m_matcher.finish();
    }
    return token;
}

// A decoder may hold text back until more tokens have come; a stop string does not wait for them.
std::string ResponseRow::nextText(TokenId id) {
    if (!m_stream)
        return {};
    std::string text = m_matcher.push(m_stream->push(id));
    if (!m_parameters.stop.empty() && m_matcher.wouldMatch(m_stream->pending()))
        text += m_matcher.push(m_stream->finish());
    return text;
}

void ResponseRow::decideStop(TokenId id) {
    const bool isEnd = std::find(m_endTokens.begin(), m_endTokens.end(), id) != m_endTokens.end();
    if (isEnd && !m_parameters.ignoreEos)
        m_stop = StopReason::Eos;
    else if (m_matcher.matched())
        m_stop = StopReason::StopString;
    else if (static_cast<std::int64_t>(m_response.ids.size()) >= m_most)
        m_stop = StopReason::Length;
}

GeneratedResponse ResponseRow::take() {
    m_response.stop = *m_stop;
    if (m_tokenizer)
        m_response.text =
            responseText(*m_tokenizer, m_response.ids, m_response.stop, m_parameters.stop);
    m_response.seconds = monotonicSeconds() - m_begin;
    return m_response; // its tokens are still asked for, to be kept
}

} // namespace tiebreak
