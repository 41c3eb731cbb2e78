#include "training/data/reward_data.h"

#include <algorithm>
#include <cmath>

namespace tiebreak {

namespace {

using Json = nlohmann::ordered_json;
using Ids = std::vector<std::int64_t>;

Error refused(std::string message) {
    return {ErrorCode::BadArgument, std::move(message), {}, {}};
}

bool hasPrompt(const Json& row) {
    const auto found = row.find("prompt");
    return found != row.end() && !found->is_null();
}

Result<Ids> encodeSide(const RowEncoder& encoder, const Json& row, const char* key) {
    const Json& side = row[key];
    if (side.is_string()) {
        const std::string prompt = hasPrompt(row) ? row["prompt"].get<std::string>() : "";
        return encoder.tokenize(prompt + encoder.withEos(side.get<std::string>()), true);
    }
    const Json whole = hasPrompt(row) ? joinMessages(row["prompt"], side) : side;
    TB_ASSIGN(const auto rendered, encoder.render(whole, row, false));
    return encoder.tokenize(rendered.text, false);
}

Result<Ids> readSideOfIds(const Json& row, const char* key) {
    Ids ids;
    if (row.contains("prompt_ids")) {
        TB_ASSIGN(ids, readIds(row, "prompt_ids"));
    }
    TB_ASSIGN(const auto rest, readIds(row, key));
    ids.insert(ids.end(), rest.begin(), rest.end());
    return ids;
}

Result<double> readMargin(const Json& row) {
    const auto found = row.find("margin");
    if (found == row.end() || found->is_null())
        return 0.0;
    if (!found->is_number() || !std::isfinite(found->get<double>()))
        return refused("'margin': " + found->dump() + " is not a number");
    return found->get<double>();
}

void take(RewardData& data, RewardRow row, std::int64_t limit) {
    const auto longest =
        static_cast<std::int64_t>(std::max(row.chosen.size(), row.rejected.size()));
    if (limit > 0 && longest > limit)
        data.dropped.push_back({data.lines, longest,
                                "its longer side has " + std::to_string(longest) +
                                    " tokens, more than max_length " + std::to_string(limit)});
    else
        data.rows.push_back(std::move(row));
}

} // namespace

Result<RewardRow> encodeRewardRow(const RowEncoder& encoder, const Json& row) {
    RewardRow encoded;
    TB_ASSIGN(encoded.margin, readMargin(row));
    if (row.contains("chosen_ids")) {
        TB_ASSIGN(encoded.chosen, readSideOfIds(row, "chosen_ids"));
        TB_ASSIGN(encoded.rejected, readSideOfIds(row, "rejected_ids"));
    } else {
        TB_TRY(checkSides(row, "chosen", "rejected"));
        if (hasPrompt(row))
            TB_TRY(checkSides(row, "prompt", "chosen"));
        TB_ASSIGN(encoded.chosen, encodeSide(encoder, row, "chosen"));
        TB_ASSIGN(encoded.rejected, encodeSide(encoder, row, "rejected"));
    }
    if (encoded.chosen.empty() || encoded.rejected.empty())
        return refused("a side of the row has no tokens");
    return encoded;
}

Result<RewardData> encodeRewardFile(const RowEncoder& encoder, const std::filesystem::path& file,
                                    std::int64_t vocabulary) {
    RewardData data;
    const auto takeLine = [&](const Json& line) -> Status {
        TB_ASSIGN(auto row, encodeRewardRow(encoder, line));
        TB_TRY(checkIds(row.chosen, vocabulary));
        TB_TRY(checkIds(row.rejected, vocabulary));
        take(data, std::move(row), encoder.options().maxLength);
        return {};
    };
    TB_TRY(forEachRow(file, data, takeLine));
    return data;
}

nlohmann::json describe(const RewardData& data) {
    TokenCount tokens;
    for (const auto& row : data.rows)
        tokens.add(row.tokens(),
                   static_cast<std::int64_t>(std::max(row.chosen.size(), row.rejected.size())));
    return describe(data, tokens);
}

} // namespace tiebreak
