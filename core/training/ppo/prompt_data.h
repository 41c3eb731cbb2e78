// The prompts of a run, encoded. Plain values; reading blocks.
#pragma once

#include "training/data/row_encoder.h"

#include <filesystem>

namespace tiebreak {

struct PromptData {
    std::vector<std::vector<std::int64_t>> prompts;
    bool conversations = false; ///< all of them are messages
};

/// Every line as `generate` takes it; errors name the line.
Result<PromptData> encodePromptFile(const RowEncoder& encoder, const std::filesystem::path& file,
                                    std::int64_t vocabulary);

/// As describe(PreferenceData): {"rows","used","dropped":[],"truncated":[],"tokens":{…}}
nlohmann::json describe(const PromptData& data);

} // namespace tiebreak
