#include "training/data/row_file.h"

#include <algorithm>
#include <fstream>

namespace tiebreak {

namespace {

using Json = nlohmann::ordered_json;

bool isBlank(const std::string& line) {
    return line.find_first_not_of(" \t\r") == std::string::npos;
}

} // namespace

Error inLine(const std::filesystem::path& file, std::int64_t line, const Error& error) {
    return {error.code == ErrorCode::BadArgument ? ErrorCode::BadFile : error.code,
            "line " + std::to_string(line) + ": " + error.message, file.string(), error.cause};
}

void TokenCount::add(std::int64_t tokens, std::int64_t longestSide) {
    ++rows;
    total += tokens;
    longest = std::max(longest, longestSide);
}

Result<std::vector<Json>> readJsonLines(const std::filesystem::path& file) {
    std::ifstream stream(file);
    if (!stream)
        return Error{ErrorCode::NotFound, "cannot be opened for reading", file.string(), {}};
    std::vector<Json> rows;
    std::string line;
    for (std::int64_t number = 1; std::getline(stream, line); ++number) {
        if (isBlank(line))
            continue;
        rows.push_back(Json::parse(line, nullptr, false));
        if (!rows.back().is_object())
            return Error{ErrorCode::BadFile,
                         "line " + std::to_string(number) + ": not a JSON object",
                         file.string(),
                         {}};
    }
    return rows;
}

Status forEachRow(const std::filesystem::path& file, RowNotes& notes,
                  const std::function<Status(const Json&)>& take) {
    TB_ASSIGN(const auto rows, readJsonLines(file));
    for (const auto& row : rows) {
        if (const auto good = take(row); !good)
            return inLine(file, notes.lines + 1, good.error());
        ++notes.lines;
    }
    return {};
}

Status checkIds(const std::vector<std::int64_t>& ids, std::int64_t vocabulary) {
    for (const std::int64_t id : ids)
        if (id < 0 || id >= vocabulary)
            return Error{ErrorCode::BadArgument,
                         "token id " + std::to_string(id) +
                             " is outside the model's vocabulary of " + std::to_string(vocabulary),
                         {},
                         {}};
    return {};
}

nlohmann::json describe(const RowNotes& notes, const TokenCount& tokens) {
    auto dropped = nlohmann::json::array(), cut = nlohmann::json::array();
    for (const auto& note : notes.dropped)
        dropped.push_back({{"row", note.row}, {"tokens", note.tokens}, {"reason", note.reason}});
    for (const auto& note : notes.cut)
        cut.push_back({{"row", note.row}, {"tokens", note.tokens}});
    return {{"rows", notes.lines},
            {"used", tokens.rows},
            {"dropped", dropped},
            {"truncated", cut},
            {"tokens",
             {{"total", tokens.total},
              {"mean", tokens.total / std::max<std::int64_t>(1, tokens.rows)},
              {"longest", tokens.longest}}}};
}

Error noRowsLeft(const RowNotes& notes, const std::filesystem::path& file) {
    std::string message = "no row is left to train on: " + std::to_string(notes.lines) + " rows";
    if (!notes.dropped.empty())
        message += ", " + std::to_string(notes.dropped.size()) + " dropped, the first because " +
                   notes.dropped.front().reason;
    return {ErrorCode::BadFile, std::move(message), file.string(), {}};
}

std::vector<std::int64_t> linesOfRows(const RowNotes& notes) {
    std::vector<std::int64_t> lines;
    auto dropped = notes.dropped.begin();
    for (std::int64_t row = 0; row < notes.lines; ++row) {
        if (dropped != notes.dropped.end() && dropped->row == row)
            ++dropped;
        else
            lines.push_back(row + 1);
    }
    return lines;
}

} // namespace tiebreak
