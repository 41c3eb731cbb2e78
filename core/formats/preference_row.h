// Preference rows as DPO and reward training read them: a chosen and a rejected answer, as text,
// messages or token ids, with the prompt beside them or at the front of both. Plain values; pure
// functions, any thread.
#pragma once

#include "base/result.h"

#include <cstdint>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace tiebreak {

/// Messages as they stand in the file ({"role","content",…}), with every key they carry.
struct MessageList {
    nlohmann::ordered_json messages = nlohmann::ordered_json::array();
    bool operator==(const MessageList&) const = default;
};

using TokenIds = std::vector<std::int32_t>;
using RowContent = std::variant<std::string, MessageList, TokenIds>;

struct PreferenceRow {
    std::optional<RowContent> prompt; ///< absent: both answers begin with it
    RowContent chosen;
    RowContent rejected;          ///< of the kind of `chosen`
    std::optional<double> margin; ///< how much better, reward training only
    nlohmann::ordered_json others =
        nlohmann::ordered_json::object(); ///< keys this program does not use
};

/// BadFile naming the key and what it should be.
Result<PreferenceRow> preferenceRowFromJson(const nlohmann::ordered_json& json);
nlohmann::ordered_json toJson(const PreferenceRow& row);

/// The prompt made explicit: what both answers begin with, as TRL takes it apart (whole messages;
/// of text a space before the first difference stays with the answers). A row that has a prompt
/// comes back as it is.
PreferenceRow withExplicitPrompt(PreferenceRow row);

/// All rows of a text of JSON lines; the first bad line is the error, with its number and key.
Result<std::vector<PreferenceRow>> parsePreferenceRows(std::string_view text);
/// The same from a file; the error names it too.
Result<std::vector<PreferenceRow>> readPreferenceRows(const std::filesystem::path& file);

/// Rows as they go into a run folder's data.jsonl, with the hash that goes into run.json.
struct FrozenRows {
    std::string text;
    std::string sha256;
};
FrozenRows freezeRows(const std::vector<PreferenceRow>& rows);
Status writePreferenceRows(const std::filesystem::path& file,
                           const std::vector<PreferenceRow>& rows);

} // namespace tiebreak
