#include "training/data/kto_data.h"

#include <algorithm>

namespace tiebreak {

namespace {

using Json = nlohmann::ordered_json;
using Ids = std::vector<std::int64_t>;

constexpr std::size_t kUnpairingBlock = 1000; ///< TRL maps a data set in batches of this size

/// A row as it is read, with the line it came from.
struct Unencoded {
    Json row;
    bool desirable;
    std::int64_t line;
};

Result<bool> readLabel(const Json& row) {
    const auto found = row.find("label");
    if (found != row.end() && found->is_boolean())
        return found->get<bool>();
    if (found != row.end() && (*found == 0 || *found == 1))
        return *found == 1;
    return Error{
        ErrorCode::BadArgument,
        "'label': must be true or false; a kto row has 'prompt', 'completion' and 'label', "
        "or 'chosen' and 'rejected'",
        {},
        {}};
}

/// One side of a pair as a row of its own.
Json sideOf(const Json& row, const SplitRow& parts, const Json& completion) {
    Json side = row; // tools and chat_template_kwargs stay
    side["prompt"] = parts.prompt;
    side["completion"] = completion;
    return side;
}

Json sideOfIds(const Json& row, const char* key) {
    Json side = row;
    side["completion_ids"] = row[key];
    return side;
}

/// Reads a file's rows, pairs taken apart.
class KtoReader {
public:
    Status take(const Json& row, std::int64_t line) {
        if (row.contains("chosen_ids"))
            return takePair(sideOfIds(row, "chosen_ids"), sideOfIds(row, "rejected_ids"), line);
        if (row.contains("chosen") && row.contains("rejected")) {
            TB_ASSIGN(const auto parts, splitRow(row));
            return takePair(sideOf(row, parts, parts.chosen), sideOf(row, parts, parts.rejected),
                            line);
        }
        TB_ASSIGN(const bool desirable, readLabel(row));
        m_rows.push_back({row, desirable, line});
        return {};
    }
    std::vector<Unencoded> rows() {
        flush();
        return std::move(m_rows);
    }

private:
    Status takePair(Json chosen, Json rejected, std::int64_t line) {
        m_chosen.push_back({std::move(chosen), true, line});
        m_rejected.push_back({std::move(rejected), false, line});
        if (m_chosen.size() == kUnpairingBlock)
            flush();
        return {};
    }
    void flush() {
        for (auto* side : {&m_chosen, &m_rejected}) {
            std::move(side->begin(), side->end(), std::back_inserter(m_rows));
            side->clear();
        }
    }
    std::vector<Unencoded> m_rows, m_chosen, m_rejected;
};

Result<KtoRow> encodeRow(const RowEncoder& encoder, const Unencoded& from,
                         std::int64_t vocabulary) {
    TB_ASSIGN(auto parts, encoder.encodeCompletion(from.row));
    TB_TRY(checkIds(parts.prompt, vocabulary));
    TB_TRY(checkIds(parts.completion, vocabulary));
    if (parts.prompt.empty() && parts.completion.empty())
        return Error{ErrorCode::BadArgument, "the row has no tokens", {}, {}};
    return KtoRow{std::move(parts.prompt), std::move(parts.completion), {}, from.desirable};
}

void rotate(std::vector<KtoRow>& rows, std::size_t block) {
    for (std::size_t begin = 0; begin < rows.size(); begin += block) {
        const std::size_t end = std::min(begin + block, rows.size());
        for (std::size_t i = begin; i < end; ++i)
            rows[i].mismatched = rows[i == begin ? end - 1 : i - 1].completion;
    }
}

void cutTo(Ids& completion, std::size_t room) {
    if (completion.size() > room)
        completion.resize(room);
}

void cut(KtoRow& row, std::int64_t limit) {
    const auto room = static_cast<std::size_t>(limit) - row.prompt.size();
    cutTo(row.completion, room);
    cutTo(row.mismatched, room);
}

std::string promptTooLong(std::int64_t tokens) {
    return "the prompt alone has " + std::to_string(tokens) + " tokens, no room for an answer";
}

} // namespace

Result<KtoData> encodeKtoFile(const RowEncoder& encoder, const std::filesystem::path& file,
                              std::int64_t vocabulary, std::int64_t batchSize) {
    KtoData data;
    KtoReader reader;
    TB_TRY(forEachRow(file, data, [&](const Json& row) { return reader.take(row, data.lines); }));
    const std::int64_t limit = encoder.options().maxLength;
    for (const auto& from : reader.rows()) {
        auto row = encodeRow(encoder, from, vocabulary);
        if (!row)
            return inLine(file, from.line + 1, row.error());
        const auto prompt = static_cast<std::int64_t>(row->prompt.size());
        if (limit > 0 && prompt >= limit) {
            data.dropped.push_back({from.line, prompt, promptTooLong(prompt)});
            continue;
        }
        if (limit > 0 && row->tokens() > limit)
            data.cut.push_back({from.line, row->tokens()});
        data.rows.push_back(std::move(*row));
    }
    rotate(data.rows, static_cast<std::size_t>(batchSize));
    for (auto& row : data.rows)
        if (limit > 0)
            cut(row, limit);
    return data;
}

nlohmann::json describe(const KtoData& data) {
    TokenCount tokens;
    for (const auto& row : data.rows)
        tokens.add(row.tokens(), row.tokens());
    return describe(data, tokens);
}

} // namespace tiebreak
