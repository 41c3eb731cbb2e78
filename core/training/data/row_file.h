// A file of rows on its way into training: reading it, naming the line of a fault, and noting what
// was dropped or cut. Plain values; reading blocks.
#pragma once

#include "base/result.h"

#include <filesystem>
#include <functional>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace tiebreak {

struct RowNote {
    std::int64_t row = 0; ///< line of the file, from 0
    std::int64_t tokens = 0;
    std::string reason = {}; ///< why it was dropped, in words
};

/// What became of a file's rows.
struct RowNotes {
    std::int64_t lines = 0; ///< rows of the file
    std::vector<RowNote> dropped;
    std::vector<RowNote> cut; ///< longer than max_length, `tokens` before cutting
    std::size_t evalRows = 0; ///< of the rows that are left, the last ones: measured, not learned
};

struct TokenCount {
    std::int64_t rows = 0, total = 0, longest = 0;
    void add(std::int64_t tokens, std::int64_t longestSide);
};

/// Every line of a JSONL file; errors name the line.
Result<std::vector<nlohmann::ordered_json>> readJsonLines(const std::filesystem::path& file);

/// Gives `take` each row and counts it in `notes.lines`; its error comes back with file and line.
Status forEachRow(const std::filesystem::path& file, RowNotes& notes,
                  const std::function<Status(const nlohmann::ordered_json&)>& take);

/// The error with its file and line (from 1); what was a bad argument is a bad file then.
Error inLine(const std::filesystem::path& file, std::int64_t line, const Error& error);

/// BadArgument for an id outside [0, vocabulary).
Status checkIds(const std::vector<std::int64_t>& ids, std::int64_t vocabulary);

/// {"rows","used","dropped":[{"row","tokens","reason"}],"truncated":[{"row","tokens"}],
///  "tokens":{"total","mean","longest"}}
nlohmann::json describe(const RowNotes& notes, const TokenCount& tokens);

/// The line of the file, from 1 and without blank ones, that each row which is left came from.
std::vector<std::int64_t> linesOfRows(const RowNotes& notes);

/// BadFile saying that no row is left, and why.
Error noRowsLeft(const RowNotes& notes, const std::filesystem::path& file);

} // namespace tiebreak
