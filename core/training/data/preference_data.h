// The pairs of a run, encoded, with what was dropped or cut on the way. Plain values; reading
// blocks.
#pragma once

#include "training/data/row_encoder.h"
#include "training/data/row_file.h"

#include <filesystem>
#include <nlohmann/json.hpp>
#include <vector>

namespace tiebreak {

/// `cut`: a side longer than max_length. `dropped`: the prompt alone fills it.
struct PreferenceData : RowNotes {
    std::vector<PreferenceRow> rows; ///< those that are trained on, in the file's order
};

/// Encodes all rows; a row that breaks a rule is an error naming its line, no row at all is one
/// too.
Result<PreferenceData> encodePreferenceFile(const RowEncoder& encoder,
                                            const std::filesystem::path& file,
                                            std::int64_t vocabulary);

/// As describe(RowNotes, TokenCount); the prompt of a pair counts twice.
nlohmann::json describe(const PreferenceData& data);

} // namespace tiebreak
