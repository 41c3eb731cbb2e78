#include "training/data/sft_data.h"

#include <algorithm>
#include <deque>
#include <map>
#include <numeric>

namespace tiebreak {

namespace {

void cutTo(SftRow& row, std::int64_t length) {
    row.ids.resize(static_cast<std::size_t>(length));
    row.trained.resize(static_cast<std::size_t>(length));
}

bool nothingIsTrained(const SftRow& row) {
    return std::find(row.trained.begin(), row.trained.end(), true) == row.trained.end();
}

void take(SftData& data, SftRow row, std::int64_t length) {
    const std::int64_t tokens = row.tokens();
    if (length > 0 && tokens > length) {
        cutTo(row, length);
        data.cut.push_back({data.lines, tokens});
    }
    if (nothingIsTrained(row))
        data.dropped.push_back(
            {data.lines, tokens,
             "nothing of its first " + std::to_string(row.tokens()) + " tokens is to be trained"});
    else
        data.rows.push_back(std::move(row));
}

std::vector<std::uint64_t> longestFirst(const std::vector<SftRow>& rows) {
    std::vector<std::uint64_t> order(rows.size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(), [&](std::uint64_t a, std::uint64_t b) {
        return rows[a].tokens() > rows[b].tokens();
    });
    return order;
}

} // namespace

Result<SftData> encodeSftFile(const RowEncoder& encoder, const SftEncoding& options,
                              const std::filesystem::path& file, std::int64_t vocabulary) {
    SftData data;
    const auto takeLine = [&](const nlohmann::ordered_json& line) -> Status {
        TB_ASSIGN(auto row, encodeSftRow(encoder, line, options));
        TB_TRY(checkIds(row.ids, vocabulary));
        if (row.ids.empty())
            return Error{ErrorCode::BadArgument, "the row has no tokens", {}, {}};
        take(data, std::move(row), encoder.options().maxLength);
        return {};
    };
    TB_TRY(forEachRow(file, data, takeLine));
    return data;
}

nlohmann::json describe(const SftData& data) {
    TokenCount tokens;
    for (const auto& row : data.rows)
        tokens.add(row.tokens(), row.tokens());
    return describe(data, tokens);
}

std::vector<std::vector<std::uint64_t>> packRows(const std::vector<SftRow>& rows,
                                                 std::int64_t length) {
    std::vector<std::vector<std::uint64_t>> sequences;
    std::map<std::int64_t, std::deque<std::size_t>> byRoom; // room left → sequences, oldest first
    for (const std::uint64_t row : longestFirst(rows)) {
        const std::int64_t tokens = rows[row].tokens();
        auto best = byRoom.lower_bound(tokens);
        std::int64_t room = length;
        std::size_t sequence = sequences.size();
        if (best == byRoom.end()) {
            sequences.emplace_back();
        } else {
            room = best->first;
            sequence = best->second.front();
            best->second.pop_front();
            if (best->second.empty())
                byRoom.erase(best);
        }
        sequences[sequence].push_back(row);
        byRoom[room - tokens].push_back(sequence);
    }
    return sequences;
}

} // namespace tiebreak
