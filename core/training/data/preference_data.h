// The rows of a run, encoded, with what was dropped or cut on the way. Plain values; reading blocks.
#pragma once

#include "training/data/row_encoder.h"

#include <filesystem>
#include <nlohmann/json.hpp>
#include <vector>

namespace tiebreak {

struct PreferenceData {
    std::vector<PreferenceRow> rows; ///< those that are trained on, in the file's order
    std::int64_t lines = 0;          ///< rows of the file
    struct Note {
        std::int64_t row = 0; ///< line of the file, from 0
        std::int64_t tokens = 0;
    };
    std::vector<Note> dropped; ///< prompt alone fills max_length
    std::vector<Note> cut;     ///< a side longer than max_length
};

/// Every line of a JSONL file; errors name the line.
Result<std::vector<nlohmann::ordered_json>> readJsonLines(const std::filesystem::path& file);

/// Encodes all rows; a row that breaks a rule is an error naming its line, no row at all is one too.
Result<PreferenceData> encodePreferenceFile(const RowEncoder& encoder, const std::filesystem::path& file,
                                            std::int64_t vocabulary);

/// {"rows","used","dropped":[{"row","tokens","reason"}],"truncated":[{"row","tokens"}],
///  "tokens":{"total","mean","longest"}}
nlohmann::json describe(const PreferenceData& data);

} // namespace tiebreak
