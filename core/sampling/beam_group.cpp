#include "sampling/beam_group.h"

#include "sampling/row_math.h"
#include "sampling/row_sampler.h"

#include <algorithm>
#include <cmath>

namespace tiebreak {

namespace {

std::span<const float> rowOf(std::span<const float> logits, std::int64_t row, std::size_t width) {
    return logits.subspan(static_cast<std::size_t>(row) * width, width);
}

/// Candidates to look at, so that enough go on when the best ones end.
std::size_t candidateCount(std::size_t width, std::size_t endTokens) {
    return std::max<std::size_t>(2, 1 + endTokens) * width;
}

} // namespace

BeamGroup::BeamGroup(std::shared_ptr<const BeamRules> rules, std::span<const TokenId> prompt,
                     std::int64_t vocabulary, std::int64_t row)
    : m_rules(std::move(rules))
    , m_width(static_cast<std::size_t>(m_rules->parameters.beam.width /
                                       m_rules->parameters.beam.groups))
    , m_vocabulary(static_cast<std::size_t>(vocabulary)) {
    Beam first;
    first.row = row;
    first.history = TokenHistory(prompt, countsOf(m_rules->parameters, vocabulary));
    if (!m_rules->parameters.stop.empty())
        first.text =
            BeamText{StreamDecoder(m_rules->tokenizer), StopMatcher(m_rules->parameters.stop)};
    m_running.push_back(std::move(first));
}

Result<BeamGroup::Scored> BeamGroup::score(std::span<const float> logits,
                                           std::span<const TokenId> avoided) const {
    Scored scored;
    std::vector<float> scores;
    const std::size_t count = candidateCount(m_width, m_rules->endTokens.size());
    for (std::size_t i = 0; i < m_running.size(); ++i) {
        const auto row = rowOf(logits, m_running[i].row, m_vocabulary);
        TB_TRY(requireFinite(row, m_running[i].history.newTokens()));
        const float top = maximum(row);
        const auto logSum = static_cast<float>(double(top) + std::log(sumOfExponentials(row, top)));
        scores.assign(row.begin(), row.end());
        subtract(scores, logSum);
        for (const TokenId id : avoided) // Vijayakumar et al. 2018, eq. 4, Hamming diversity
            scores[static_cast<std::size_t>(id)] -=
                static_cast<float>(m_rules->parameters.beam.diversityPenalty);
        m_rules->chain.apply(scores, m_running[i].history);
        addCandidates(scores, i, m_running[i].score, count, scored.candidates);
        scored.logSums.push_back(logSum);
    }
    keepBest(scored.candidates, count);
    return scored;
}

std::optional<StopReason> BeamGroup::stopOf(const BeamCandidate& candidate) const {
    const Beam& beam = m_running[candidate.beam];
    const auto& ends = m_rules->endTokens;
    if (std::find(ends.begin(), ends.end(), candidate.id) != ends.end())
        return StopReason::Eos;
    if (beam.text) {
        BeamText text = *beam.text;
        text.matcher.push(text.decoder.push(candidate.id));
        if (text.matcher.matched())
            return StopReason::StopString;
    }
    if (beam.history.newTokens() + 1 >= m_rules->most)
        return StopReason::Length;
    return std::nullopt;
}

Beam BeamGroup::grown(const BeamCandidate& candidate, double logprob) const {
    Beam beam = m_running[candidate.beam];
    beam.score = candidate.sum;
    beam.history.push(candidate.id);
    beam.logprobs.push_back(logprob);
    if (beam.text)
        beam.text->matcher.push(beam.text->decoder.push(candidate.id));
    return beam;
}

void BeamGroup::keep(FinishedBeam beam) {
    const auto place = std::upper_bound(
        m_finished.begin(), m_finished.end(), beam.score,
        [](double score, const FinishedBeam& other) { return score > other.score; });
    m_finished.insert(place, std::move(beam));
    if (m_finished.size() > m_width)
        m_finished.pop_back();
}

void BeamGroup::keep(const BeamCandidate& candidate, double logprob, StopReason stop) {
    const Beam& beam = m_running[candidate.beam];
    const std::int64_t tokens = beam.history.newTokens() + 1;
    FinishedBeam finished{
        beamScore(double(candidate.sum), tokens, m_rules->parameters.beam.lengthPenalty),
        stop,
        {},
        beam.logprobs};
    const auto before = beam.history.tokens().last(static_cast<std::size_t>(tokens - 1));
    finished.ids.assign(before.begin(), before.end());
    finished.ids.push_back(candidate.id);
    finished.logprobs.push_back(logprob);
    keep(std::move(finished));
}

bool BeamGroup::canImprove(float bestSum, std::int64_t tokens) const {
    if (m_finished.size() < m_width)
        return true;
    const BeamParameters& beam = m_rules->parameters.beam;
    if (beam.earlyStopping == "true")
        return false;
    // What the best could become at most; for "false" transformers' guess at it.
    const bool atTheEnd = beam.earlyStopping == "never" && beam.lengthPenalty > 0;
    const double best =
        beamScore(double(bestSum), atTheEnd ? m_rules->most : tokens, beam.lengthPenalty);
    return best > m_finished.back().score;
}

void BeamGroup::rememberTokens(const std::vector<Beam>& next,
                               const std::vector<LastCandidate>& atLimit) {
    m_lastTokens.clear();
    for (const Beam& beam : next)
        m_lastTokens.push_back(beam.history.tokens().back());
    for (const auto& [candidate, logprob] : atLimit)
        m_lastTokens.push_back(candidate.id);
}

Status BeamGroup::step(std::span<const float> logits, std::span<const TokenId> avoided) {
    TB_ASSIGN(const Scored scored, score(logits, avoided));
    const std::int64_t tokens = m_running.front().history.newTokens() + 1;
    if (scored.candidates.empty())
        return Error{ErrorCode::BadArgument,
                     "response token " + std::to_string(tokens - 1) +
                         ": the rules forbid every token; ban fewer",
                     "", nullptr};
    const bool grouped = m_rules->parameters.beam.groups > 1;
    std::vector<Beam> next;
    std::vector<LastCandidate> atLimit;
    for (std::size_t rank = 0; rank < scored.candidates.size(); ++rank) {
        const BeamCandidate& candidate = scored.candidates[rank];
        const auto row = rowOf(logits, m_running[candidate.beam].row, m_vocabulary);
        const double logprob = double(row[static_cast<std::size_t>(candidate.id)]) -
                               double(scored.logSums[candidate.beam]);
        const auto stop = stopOf(candidate);
        if (grouped && stop == StopReason::Length) {
            if (atLimit.size() < m_width)
                atLimit.emplace_back(candidate, logprob);
        } else if (stop && rank < m_width) {
            keep(candidate, logprob, *stop);
        } else if (!stop && next.size() < m_width) {
            next.push_back(grown(candidate, logprob));
        }
    }
    rememberTokens(next, atLimit);
    if (!atLimit.empty() && canImprove(scored.candidates.front().sum, tokens))
        for (const auto& [candidate, logprob] : atLimit)
            keep(candidate, logprob, StopReason::Length);
    m_running = std::move(next);
    // With groups transformers looks at the best candidate even if it ended just now.
    m_done = m_running.empty() ||
             !canImprove(grouped ? scored.candidates.front().sum : m_running.front().score, tokens);
    return {};
}

void BeamGroup::cancel() {
    for (const Beam& beam : m_running) {
        const std::int64_t tokens = beam.history.newTokens();
        if (tokens == 0)
            continue;
        const auto ids = beam.history.tokens().last(static_cast<std::size_t>(tokens));
        keep({beamScore(double(beam.score), tokens, m_rules->parameters.beam.lengthPenalty),
              StopReason::Cancelled,
              {ids.begin(), ids.end()},
              beam.logprobs});
    }
    m_done = true;
}

} // namespace tiebreak
