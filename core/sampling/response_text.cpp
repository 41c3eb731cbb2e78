#include "sampling/response_text.h"

#include "sampling/stop_matcher.h"

#include <algorithm>

namespace tiebreak {

std::string responseText(const Tokenizer& tokenizer, std::span<const TokenId> ids, StopReason stop,
                         const std::vector<std::string>& stops) {
    std::string text = tokenizer.decode(ids);
    if (stop == StopReason::StopString)
        text.resize(beforeStop(text, stops).size());
    return text;
}

std::int64_t mostTokens(const SamplingParameters& parameters, std::size_t promptTokens,
                        const ResponseRules& model) {
    return std::min(parameters.maxNewTokens,
                    model.context - static_cast<std::int64_t>(promptTokens));
}

} // namespace tiebreak
