// One line of a beam search: its tokens so far and their scores. Copied when it branches. Plain
// values, the thread that decodes.
#pragma once

#include "sampling/generation.h"
#include "sampling/stop_matcher.h"
#include "sampling/token_history.h"
#include "text/stream_decoder.h"

#include <cmath>
#include <optional>
#include <vector>

namespace tiebreak {

/// The text of a beam, only where a text can end it.
struct BeamText {
    StreamDecoder decoder;
    StopMatcher matcher;
};

struct Beam {
    std::int64_t row = 0; ///< of the search's rows: where its keys and values are
    float score = 0;      ///< Σ ln p after the rules
    TokenHistory history;
    std::vector<double> logprobs; ///< nats, the model's own, of each token of the response
    std::optional<BeamText> text;
};

/// A beam that ended.
struct FinishedBeam {
    double score = 0; ///< Σ ln p / length ^ length penalty
    StopReason stop = StopReason::Length;
    std::vector<TokenId> ids; ///< with the token that ended it
    std::vector<double> logprobs;
};

/// Σ ln p of `tokens` tokens as beams are compared by it (Wu et al. 2016, section 7, as
/// transformers simplifies it).
inline double beamScore(double sum, std::int64_t tokens, double lengthPenalty) {
    return sum / std::pow(static_cast<double>(tokens), lengthPenalty);
}

} // namespace tiebreak
