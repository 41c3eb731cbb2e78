#include "training/data/preference_data.h"

#include <algorithm>
#include <fstream>

namespace tiebreak {

namespace {

using Json = nlohmann::ordered_json;

Error inLine(const std::filesystem::path& file, std::int64_t line, const Error& error) {
    return {error.code == ErrorCode::BadArgument ? ErrorCode::BadFile : error.code,
            "line " + std::to_string(line) + ": " + error.message, file.string(), error.cause};
}

bool isBlank(const std::string& line) {
    return line.find_first_not_of(" \t\r") == std::string::npos;
}

Status checkIds(const std::vector<std::int64_t>& ids, std::int64_t vocabulary) {
    for (const std::int64_t id : ids)
        if (id < 0 || id >= vocabulary)
            return Error{ErrorCode::BadArgument,
                         "token id " + std::to_string(id) + " is outside the model's vocabulary of " +
                             std::to_string(vocabulary), {}, {}};
    return {};
}

Status checkRow(const PreferenceRow& row, std::int64_t vocabulary) {
    TB_TRY(checkIds(row.prompt, vocabulary));
    TB_TRY(checkIds(row.chosen, vocabulary));
    TB_TRY(checkIds(row.rejected, vocabulary));
    if (row.prompt.empty() && row.chosen.empty() && row.rejected.empty())
        return Error{ErrorCode::BadArgument, "the row has no tokens", {}, {}};
    return {};
}

void take(PreferenceData& data, EncodedPair pair, std::int64_t row) {
    if (pair.dropped)
        data.dropped.push_back({row, static_cast<std::int64_t>(pair.row.prompt.size())});
    else
        data.rows.push_back(std::move(pair.row));
    if (pair.cut)
        data.cut.push_back({row, pair.longest});
}

std::int64_t longestSide(const PreferenceRow& row) {
    return static_cast<std::int64_t>(row.prompt.size() + std::max(row.chosen.size(), row.rejected.size()));
}

nlohmann::json countTokens(const std::vector<PreferenceRow>& rows) {
    std::int64_t total = 0, longest = 0;
    for (const auto& row : rows) {
        total += row.tokens();
        longest = std::max(longest, longestSide(row));
    }
    const auto count = std::max<std::int64_t>(1, static_cast<std::int64_t>(rows.size()));
    return {{"total", total}, {"mean", total / count}, {"longest", longest}};
}

} // namespace

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
            return Error{ErrorCode::BadFile, "line " + std::to_string(number) + ": not a JSON object",
                         file.string(), {}};
    }
    return rows;
}

Result<PreferenceData> encodePreferenceFile(const RowEncoder& encoder, const std::filesystem::path& file,
                                            std::int64_t vocabulary) {
    TB_ASSIGN(const auto lines, readJsonLines(file));
    PreferenceData data;
    for (const auto& line : lines) {
        auto pair = encoder.encodePair(line);
        if (!pair)
            return inLine(file, data.lines + 1, pair.error());
        if (const auto good = checkRow(pair->row, vocabulary); !good)
            return inLine(file, data.lines + 1, good.error());
        take(data, std::move(*pair), data.lines);
        ++data.lines;
    }
    return data;
}

nlohmann::json describe(const PreferenceData& data) {
    auto dropped = nlohmann::json::array(), cut = nlohmann::json::array();
    for (const auto& note : data.dropped)
        dropped.push_back({{"row", note.row},
                           {"tokens", note.tokens},
                           {"reason", "the prompt alone has " + std::to_string(note.tokens) +
                                          " tokens, no room for an answer"}});
    for (const auto& note : data.cut)
        cut.push_back({{"row", note.row}, {"tokens", note.tokens}});
    return {{"rows", data.lines},
            {"used", data.rows.size()},
            {"dropped", dropped},
            {"truncated", cut},
            {"tokens", countTokens(data.rows)}};
}

} // namespace tiebreak
