// Queries out of a file: txt (one a line, or parts divided by a line of ---), jsonl and csv (a
// record a query). {{name}} in a query is filled from the record. Pure functions, any thread.
#pragma once

#include "base/result.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace tiebreak {

using PromptVariables = std::map<std::string, std::string>;

struct PromptFile {
    std::vector<PromptVariables> records;
    /// Names that all records have, in the file's order.
    std::vector<std::string> names;
};

/// `extension`: txt, jsonl, json or csv, in small letters. BadFile names the line. A text file's
/// lines are the variable "text".
Result<PromptFile> promptFileFrom(std::string_view content, const std::string& extension);

/// The names in {{…}}, each once, in the order they come.
std::vector<std::string> variablesIn(std::string_view text);

/// The text with its variables filled in. BadArgument names one that the record does not have.
Result<std::string> filled(std::string_view text, const PromptVariables& record);

/// What a record asks where the query has no variables: its prompt, query, instruction, question or
/// text. BadArgument when it has none of them.
Result<std::string> queryOf(const PromptVariables& record);

} // namespace tiebreak
