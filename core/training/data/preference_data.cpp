#include "training/data/preference_data.h"

#include <algorithm>

namespace tiebreak {

namespace {

Status checkRow(const PreferenceRow& row, std::int64_t vocabulary) {
    TB_TRY(checkIds(row.prompt, vocabulary));
    TB_TRY(checkIds(row.chosen, vocabulary));
    TB_TRY(checkIds(row.rejected, vocabulary));
    if (row.prompt.empty() && row.chosen.empty() && row.rejected.empty())
        return Error{ErrorCode::BadArgument, "the row has no tokens", {}, {}};
    return {};
}

void take(PreferenceData& data, EncodedPair pair) {
    const auto prompt = static_cast<std::int64_t>(pair.row.prompt.size());
    if (pair.dropped)
        data.dropped.push_back(
            {data.lines, prompt,
             "the prompt alone has " + std::to_string(prompt) + " tokens, no room for an answer"});
    else
        data.rows.push_back(std::move(pair.row));
    if (pair.cut)
        data.cut.push_back({data.lines, pair.longest});
}

std::int64_t longestSide(const PreferenceRow& row) {
    return static_cast<std::int64_t>(row.prompt.size() +
                                     std::max(row.chosen.size(), row.rejected.size()));
}

} // namespace

Result<PreferenceData> encodePreferenceFile(const RowEncoder& encoder,
                                            const std::filesystem::path& file,
                                            std::int64_t vocabulary) {
    PreferenceData data;
    const auto takeLine = [&](const nlohmann::ordered_json& line) -> Status {
        TB_ASSIGN(auto pair, encoder.encodePair(line));
        TB_TRY(checkRow(pair.row, vocabulary));
        take(data, std::move(pair));
        return {};
    };
    TB_TRY(forEachRow(file, data, takeLine));
    return data;
}

nlohmann::json describe(const PreferenceData& data) {
    TokenCount tokens;
    for (const auto& row : data.rows)
        tokens.add(row.tokens(), longestSide(row));
    return describe(data, tokens);
}

} // namespace tiebreak
