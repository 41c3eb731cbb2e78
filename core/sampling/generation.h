// What a generator reports: values for one decode step of all responses. Plain data, any thread.
#pragma once

#include "base/error.h"
#include "text/tokenizer.h"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace tiebreak {

enum class StopReason { Eos, Length, StopString, Cancelled };
/// "eos", "length", "stop_string", "cancelled".
const char* stopReasonName(StopReason reason);

/// Which response of which request.
struct ResponseKey {
    std::int64_t request = 0;
    int row = 0;
    int rank = 0; ///< of a beam search: 0 is the best
    bool operator==(const ResponseKey&) const = default;
};

struct GeneratedToken {
    ResponseKey key;
    TokenId id = 0;
    double logprob = 0; ///< nats, the model's own
    std::string text;   ///< whole characters now certain to belong to the response
};

struct GeneratedResponse {
    ResponseKey key;
    StopReason stop = StopReason::Length;
    std::vector<TokenId> ids; ///< with the token that ended it
    std::vector<double> logprobs;
    std::optional<std::string> text; ///< nothing without a tokenizer
    std::optional<double> score;     ///< of a beam search: Σ log p / length ^ length penalty
    double seconds = 0;              ///< since the request came
};

struct PromptProgress {
    std::int64_t request = 0;
    std::int64_t done = 0;  ///< tokens computed
    std::int64_t total = 0; ///< tokens of the prompt
};

struct StepEvents {
    std::vector<PromptProgress> prompts;
    std::vector<GeneratedToken> tokens;
    std::vector<GeneratedResponse> responses;
    std::vector<std::int64_t> done;                     ///< requests whose last response finished
    std::vector<std::pair<std::int64_t, Error>> failed; ///< requests that ended with an error
};

} // namespace tiebreak
