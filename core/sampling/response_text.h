// The text of a whole response, and how long a response may get. Pure functions, any thread.
#pragma once

#include "protocol/sampling_parameters.h"
#include "sampling/generation.h"
#include "sampling/response_rules.h"

#include <span>
#include <string>

namespace tiebreak {

/// `ids` decoded without special tokens, cut before the first of `stops` when one of them ended it.
std::string responseText(const Tokenizer& tokenizer, std::span<const TokenId> ids, StopReason stop,
                         const std::vector<std::string>& stops);

/// Tokens a response may have after a prompt of `promptTokens`.
std::int64_t mostTokens(const SamplingParameters& parameters, std::size_t promptTokens,
                        const ResponseRules& model);

} // namespace tiebreak
