// A set of beams that compete with one another: all of a search, or one of its diverse groups. The
// mathematics of transformers 5.23's beam search; with several groups that of its group beam
// search. Owned by the search, the thread that decodes.
#pragma once

#include "base/result.h"
#include "protocol/sampling_parameters.h"
#include "sampling/beam.h"
#include "sampling/beam_candidates.h"
#include "sampling/processor_chain.h"
#include "sampling/response_rules.h"

#include <memory>
#include <span>
#include <vector>

namespace tiebreak {

/// What all groups of a search have in common.
struct BeamRules {
    BeamRules(const SamplingParameters& parameters, const TokenizedRules& rules,
              const ResponseRules& model, std::int64_t most)
        : parameters(parameters)
        , endTokens(parameters.ignoreEos ? std::vector<TokenId>() : rules.endTokens)
        , tokenizer(model.tokenizer)
        , chain(parameters, rules)
        , most(most) {}

    SamplingParameters parameters;
    std::vector<TokenId> endTokens;
    std::shared_ptr<const Tokenizer> tokenizer;
    ProcessorChain chain;
    std::int64_t most; ///< tokens a response may have
};

class BeamGroup {
public:
    /// One beam, which has the prompt and row `row`.
    BeamGroup(std::shared_ptr<const BeamRules> rules, std::span<const TokenId> prompt,
              std::int64_t vocabulary, std::int64_t row);

    /// One more token. `logits` float32 [rows, V] of the whole search; `avoided` are the tokens
    /// that earlier groups took at this step.
    Status step(std::span<const float> logits, std::span<const TokenId> avoided);
    /// The tokens its beams took in the last step, those that ended at the length limit too.
    const std::vector<TokenId>& lastTokens() const { return m_lastTokens; }
    bool done() const { return m_done; }
    /// The beams that go on; each has the row of the beam it comes from.
    std::vector<Beam>& running() { return m_running; }
    const std::vector<Beam>& running() const { return m_running; }
    /// Best first.
    const std::vector<FinishedBeam>& finished() const { return m_finished; }
    /// Ends the beams that run, as they are.
    void cancel();

private:
    struct Scored {
        std::vector<BeamCandidate> candidates; ///< best first
        std::vector<float> logSums;            ///< of each beam's row
    };

    Result<Scored> score(std::span<const float> logits, std::span<const TokenId> avoided) const;
    std::optional<StopReason> stopOf(const BeamCandidate& candidate) const;
    Beam grown(const BeamCandidate& candidate, double logprob) const;
    void keep(const BeamCandidate& candidate, double logprob, StopReason stop);
    void keep(FinishedBeam beam);
    /// Diverse groups (transformers 4): what the length limit ends comes in last, whatever its
    /// rank, and only where the ended ones could still be bettered. With its log-probability.
    using LastCandidate = std::pair<BeamCandidate, double>;
    void rememberTokens(const std::vector<Beam>& next, const std::vector<LastCandidate>& atLimit);
    bool canImprove(float bestSum, std::int64_t tokens) const;

    std::shared_ptr<const BeamRules> m_rules;
    std::size_t m_width;
    std::size_t m_vocabulary;
    std::vector<TokenId> m_lastTokens;
    std::vector<Beam> m_running;
    std::vector<FinishedBeam> m_finished; ///< at most m_width
    bool m_done = false;
};

} // namespace tiebreak
