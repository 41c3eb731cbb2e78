#include "training/preflight/row_findings.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace tiebreak {

namespace {

using Json = nlohmann::ordered_json;
using Rows = std::vector<Json>;

constexpr double kWilsonZ = 1.959964;   ///< 95 %
constexpr std::size_t kPieceLength = 8; ///< characters; short enough to survive a changed word
constexpr std::uint64_t kKeptOneOf = 4; ///< of the pieces of long texts, chosen by their hash
constexpr std::size_t kShortText = 256; ///< characters; all pieces of these are kept

/// Text, or messages as their roles and contents.
std::string textOf(const Json& value) {
    if (value.is_string())
        return value.get<std::string>();
    if (!value.is_array())
        return value.is_null() ? std::string() : value.dump();
    std::string all;
    for (const auto& message : value)
        all += message.is_object() ? message.value("role", "") + ": " +
                                         textOf(message.value("content", Json())) + "\n"
                                   : message.dump() + " ";
    return all;
}

std::string textAt(const Json& row, std::initializer_list<const char*> keys) {
    for (const char* key : keys)
        if (row.contains(key))
            return textOf(row[key]);
    return {};
}

/// What a row says: prompt, the two answers (the second may be empty), what was judged.
struct Statement {
    std::string prompt, first, second, label;
    std::string key(bool swapped) const {
        constexpr char kBetween = '\x1f';
        return prompt + kBetween + (swapped ? second : first) + kBetween +
               (swapped ? first : second) + kBetween + label;
    }
    std::string whole() const { return prompt + "\n" + first + "\n" + second; }
};

Statement statementOf(const Json& row) {
    return {
        textAt(row, {"prompt", "prompt_ids"}),
        textAt(row, {"chosen", "chosen_ids", "completion", "completion_ids", "messages", "text"}),
        textAt(row, {"rejected", "rejected_ids"}),
        row.contains("label") ? row["label"].dump() : std::string()};
}

/// A pair the other way round, or a single answer with the other label.
std::string oppositeKey(const Statement& statement) {
    if (!statement.second.empty())
        return statement.key(true);
    Statement other = statement;
    other.label = statement.label == "true" ? "false" : statement.label == "false" ? "true" : "";
    return other.label.empty() ? std::string() : other.key(false);
}

/// Lower case, one blank between words.
std::string normalised(const std::string& text) {
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (!std::isspace(byte))
            out.push_back(static_cast<char>(std::tolower(byte)));
        else if (!out.empty() && out.back() != ' ')
            out.push_back(' ');
    }
    return out;
}

/// Hashes of the text's pieces, each once; of a long text a fixed share of them.
std::vector<std::uint64_t> piecesOf(const std::string& text) {
    std::vector<std::uint64_t> pieces;
    const std::size_t length = std::min(kPieceLength, text.size());
    const bool all = text.size() < kShortText;
    for (std::size_t i = 0; length > 0 && i + length <= text.size(); ++i) {
        const auto hash = std::hash<std::string_view>()(std::string_view(text).substr(i, length));
        if (all || hash % kKeptOneOf == 0)
            pieces.push_back(hash);
    }
    std::sort(pieces.begin(), pieces.end());
    pieces.erase(std::unique(pieces.begin(), pieces.end()), pieces.end());
    return pieces;
}

/// Which rows hold a piece.
class PieceIndex {
public:
    explicit PieceIndex(const std::vector<Statement>& rows) {
        for (std::size_t row = 0; row < rows.size(); ++row) {
            const auto pieces = piecesOf(normalised(rows[row].whole()));
            m_counts.push_back(pieces.size());
            for (const auto piece : pieces)
                m_rows[piece].push_back(row);
        }
    }

    /// The row most like `text`, with its similarity; 0 where no piece is shared.
    std::pair<std::size_t, double> mostSimilar(const std::string& text) const {
        const auto pieces = piecesOf(normalised(text));
        std::unordered_map<std::size_t, std::size_t> shared;
        for (const auto piece : pieces)
            if (const auto found = m_rows.find(piece); found != m_rows.end())
                for (const std::size_t row : found->second)
                    ++shared[row];
        std::pair<std::size_t, double> best{0, 0};
        for (const auto& [row, count] : shared) {
            const auto together = static_cast<double>(pieces.size() + m_counts[row] - count);
            const double similarity = static_cast<double>(count) / together;
            if (similarity > best.second || (similarity == best.second && row < best.first))
                best = {row, similarity};
        }
        return best;
    }

private:
    std::unordered_map<std::uint64_t, std::vector<std::size_t>> m_rows;
    std::vector<std::size_t> m_counts;
};

std::vector<Statement> statementsOf(const Rows& rows) {
    std::vector<Statement> all;
    for (const auto& row : rows)
        all.push_back(statementOf(row));
    return all;
}

/// True: the better answer was shown first. Nothing where the row does not say.
std::optional<bool> positionOf(const Json& row) {
    if (const auto place = row.find("chosen_position"); place != row.end())
        return *place == "first"    ? std::optional(true)
               : *place == "second" ? std::optional(false)
                                    : std::nullopt;
    if (const auto flag = row.find("chosen_first"); flag != row.end() && flag->is_boolean())
        return flag->get<bool>();
    return std::nullopt;
}

void findRepeats(RowFindings& findings, const std::vector<Statement>& rows) {
    std::map<std::string, std::int64_t> seen;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto row = static_cast<std::int64_t>(i);
        const auto [same, isNew] = seen.emplace(rows[i].key(false), row);
        if (!isNew)
            findings.duplicates.push_back({row, same->second});
        const std::string opposite = oppositeKey(rows[i]);
        const auto found = opposite.empty() ? seen.end() : seen.find(opposite);
        if (found != seen.end() && found->second != row)
            findings.contradictions.push_back({row, found->second});
    }
}

void findOverlaps(RowFindings& findings, const std::vector<Statement>& rows,
                  const std::vector<Statement>& evalRows) {
    const PieceIndex index(rows);
    std::map<std::string, std::int64_t> prompts, texts;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        prompts.emplace(rows[i].prompt, static_cast<std::int64_t>(i));
        texts.emplace(normalised(rows[i].whole()), static_cast<std::int64_t>(i));
    }
    for (std::size_t i = 0; i < evalRows.size(); ++i) {
        const auto row = static_cast<std::int64_t>(i);
        if (!evalRows[i].prompt.empty() && prompts.count(evalRows[i].prompt))
            ++findings.samePrompts;
        if (const auto same = texts.find(normalised(evalRows[i].whole())); same != texts.end()) {
            findings.overlaps.push_back({row, same->second, 1});
            continue;
        }
        const auto [other, similarity] = index.mostSimilar(evalRows[i].whole());
        if (similarity >= kNearSimilarity)
            findings.overlaps.push_back({row, static_cast<std::int64_t>(other), similarity});
    }
}

} // namespace

RowFindings findInRows(const Rows& rows, const Rows& evalRows) {
    RowFindings findings;
    const auto statements = statementsOf(rows);
    findRepeats(findings, statements);
    if (!evalRows.empty())
        findOverlaps(findings, statements, statementsOf(evalRows));
    return findings;
}

nlohmann::json positionBias(const Rows& rows) {
    double pairs = 0, first = 0;
    for (const auto& row : rows) {
        const auto place = positionOf(row);
        if (!place)
            continue;
        ++pairs;
        first += *place ? 1 : 0;
    }
    if (pairs == 0)
        return nullptr;
    // Wilson 1927: centre and half width of the score interval.
    const double share = first / pairs, z = kWilsonZ * kWilsonZ / pairs;
    const double centre = (share + z / 2) / (1 + z);
    const double half = std::sqrt(share * (1 - share) * z + z * z / 4) / (1 + z);
    return {
        {"pairs", pairs}, {"chosen_first", share}, {"low", centre - half}, {"high", centre + half}};
}

nlohmann::json toJson(const RowFindings& findings, std::size_t evalRows) {
    const auto pairs = [](const std::vector<RowPair>& all, const char* key) {
        auto list = nlohmann::json::array();
        for (const auto& pair : all)
            list.push_back({{"row", pair.row}, {key, pair.other}});
        return list;
    };
    nlohmann::json json{{"duplicates", pairs(findings.duplicates, "same_as")},
                        {"contradictions", pairs(findings.contradictions, "opposes")}};
    if (evalRows == 0)
        return json;
    auto exact = nlohmann::json::array(), near = nlohmann::json::array();
    for (const auto& overlap : findings.overlaps) {
        nlohmann::json one{{"eval_row", overlap.evalRow}, {"row", overlap.row}};
        if (overlap.similarity < 1)
            one["similarity"] = overlap.similarity;
        (overlap.similarity < 1 ? near : exact).push_back(std::move(one));
    }
    json["eval"] = {{"rows", evalRows},
                    {"exact", std::move(exact)},
                    {"near", std::move(near)},
                    {"same_prompts", findings.samePrompts}};
    return json;
}

} // namespace tiebreak
