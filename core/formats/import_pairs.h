// Preference pairs out of a file somebody brings along. Good lines come in, each bad one is told by
// number. Free function, any thread but the window's.
#pragma once

#include "formats/preference_row.h"

namespace tiebreak {

struct ImportProblem {
    std::size_t line; ///< 1 first
    std::string what;
};

struct ImportReport {
    std::vector<PreferenceRow> rows; ///< each with its prompt beside the answers
    std::vector<ImportProblem> problems;
};

/// JSON lines in TRL's four shapes, or token ids. An error only when the file cannot be read at
/// all.
Result<ImportReport> importPairs(const std::filesystem::path& file);

} // namespace tiebreak
