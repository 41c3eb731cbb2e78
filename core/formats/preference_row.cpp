#include "formats/preference_row.h"

#include "base/atomic_file.h"
#include "base/sha256.h"
#include "formats/json_lines.h"

#include <algorithm>

namespace tiebreak {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::uintmax_t kMaxDataBytes = 4ull << 30;

Error badKey(const std::string& key, const std::string& problem) {
    return {ErrorCode::BadFile, "key '" + key + "' " + problem};
}

Status checkMessage(const std::string& key, const Json& message, std::size_t index) {
    const auto where = "message " + std::to_string(index + 1) + " ";
    if (!message.is_object())
        return badKey(key, where + "must be an object, got " + message.type_name());
    if (!message.contains("role") || !message["role"].is_string())
        return badKey(key, where + "needs a text 'role'");
    if (!message.contains("content") && !message.contains("tool_calls"))
        return badKey(key, where + "needs 'content'");
    return {};
}

Result<RowContent> contentOf(const std::string& key, const Json& json) {
    if (json.is_string())
        return RowContent(json.get<std::string>());
    if (!json.is_array())
        return badKey(key,
                      std::string("must be text or a list of messages, got ") + json.type_name());
    for (std::size_t i = 0; i < json.size(); ++i)
        TB_TRY(checkMessage(key, json[i], i));
    return RowContent(MessageList{json});
}

Result<RowContent> idsOf(const std::string& key, const Json& json) {
    if (!json.is_array())
        return badKey(key, std::string("must be a list of token ids, got ") + json.type_name());
    TokenIds ids;
    for (const auto& id : json) {
        const bool inRange = id.is_number_unsigned() && id.get<std::uint64_t>() <= INT32_MAX;
        if (!inRange)
            return badKey(key, "must hold whole numbers from 0 to 2147483647, got " + id.dump());
        ids.push_back(id.get<std::int32_t>());
    }
    return RowContent(std::move(ids));
}

/// `name` or `name_ids`; nothing when neither is there or the value is null.
Result<std::optional<RowContent>> side(const Json& json, const std::string& name) {
    const auto plain = json.find(name), ids = json.find(name + "_ids");
    const bool hasPlain = plain != json.end() && !plain->is_null();
    const bool hasIds = ids != json.end() && !ids->is_null();
    if (hasIds) { // ids are used as they are; the text beside them is only for people
        TB_ASSIGN(auto content, idsOf(name + "_ids", *ids));
        return std::optional(std::move(content));
    }
    if (!hasPlain)
        return std::optional<RowContent>();
    TB_ASSIGN(auto content, contentOf(name, *plain));
    return std::optional(std::move(content));
}

const char* kindName(const RowContent& content) {
    static constexpr const char* kNames[] = {"text", "messages", "token ids"};
    return kNames[content.index()];
}

Status checkKinds(const PreferenceRow& row) {
    if (row.chosen.index() != row.rejected.index())
        return badKey("rejected", std::string("is ") + kindName(row.rejected) +
                                      " while 'chosen' is " + kindName(row.chosen));
    if (row.prompt && row.prompt->index() != row.chosen.index())
        return badKey("prompt", std::string("is ") + kindName(*row.prompt) + " while 'chosen' is " +
                                    kindName(row.chosen));
    return {};
}

bool isRowKey(const std::string& key, bool usesIds) {
    if (key == "margin")
        return true;
    const std::string suffix = usesIds ? "_ids" : "";
    return key == "prompt" + suffix || key == "chosen" + suffix || key == "rejected" + suffix;
}

void putContent(Json& json, const std::string& name, const RowContent& content) {
    if (const auto* ids = std::get_if<TokenIds>(&content))
        json[name + "_ids"] = *ids;
    else if (const auto* list = std::get_if<MessageList>(&content))
        json[name] = list->messages;
    else
        json[name] = std::get<std::string>(content);
}

template <class Items>
std::size_t sharedLength(const Items& a, const Items& b) {
    const auto limit = std::min(a.size(), b.size());
    std::size_t length = 0;
    while (length < limit && a[length] == b[length])
        ++length;
    return length;
}

/// Bytes both texts share, never ending inside a character; a blank at the end belongs to the
/// answers.
std::size_t sharedPrompt(const std::string& a, const std::string& b) {
    auto length = sharedLength(a, b);
    const auto inCharacter = [&](std::size_t at) {
        return at < a.size() && (static_cast<unsigned char>(a[at]) & 0xC0) == 0x80;
    };
    const auto inOther = [&](std::size_t at) {
        return at < b.size() && (static_cast<unsigned char>(b[at]) & 0xC0) == 0x80;
    };
    while (length > 0 && (inCharacter(length) || inOther(length)))
        --length;
    return length > 0 && a[length - 1] == ' ' ? length - 1 : length;
}

Json messagesBetween(const Json& messages, std::size_t begin, std::size_t end) {
    Json part = Json::array();
    for (auto i = begin; i < end; ++i)
        part.push_back(messages[i]);
    return part;
}

} // namespace

Result<PreferenceRow> preferenceRowFromJson(const Json& json) {
    PreferenceRow row;
    TB_ASSIGN(row.prompt, side(json, "prompt"));
    TB_ASSIGN(auto chosen, side(json, "chosen"));
    TB_ASSIGN(auto rejected, side(json, "rejected"));
    if (!chosen)
        return badKey("chosen", "is missing");
    if (!rejected)
        return badKey("rejected", "is missing");
    row.chosen = std::move(*chosen);
    row.rejected = std::move(*rejected);
    if (const auto margin = json.find("margin"); margin != json.end() && !margin->is_null()) {
        if (!margin->is_number())
            return badKey("margin", std::string("must be a number, got ") + margin->type_name());
        row.margin = margin->get<double>();
    }
    TB_TRY(checkKinds(row));
    const bool usesIds = std::holds_alternative<TokenIds>(row.chosen);
    for (const auto& [key, value] : json.items())
        if (!isRowKey(key, usesIds))
            row.others[key] = value;
    return row;
}

Json toJson(const PreferenceRow& row) {
    Json json = Json::object();
    if (row.prompt)
        putContent(json, "prompt", *row.prompt);
    putContent(json, "chosen", row.chosen);
    putContent(json, "rejected", row.rejected);
    if (row.margin)
        json["margin"] = *row.margin;
    for (const auto& [key, value] : row.others.items())
        json[key] = value;
    return json;
}

PreferenceRow withExplicitPrompt(PreferenceRow row) {
    if (row.prompt)
        return row;
    if (auto* chosen = std::get_if<std::string>(&row.chosen)) {
        auto& rejected = std::get<std::string>(row.rejected);
        const auto length = sharedPrompt(*chosen, rejected);
        row.prompt = chosen->substr(0, length);
        chosen->erase(0, length);
        rejected.erase(0, length);
    } else if (auto* messages = std::get_if<MessageList>(&row.chosen)) {
        auto& a = messages->messages;
        auto& b = std::get<MessageList>(row.rejected).messages;
        const auto length = sharedLength(a, b);
        row.prompt = MessageList{messagesBetween(a, 0, length)};
        a = messagesBetween(a, length, a.size());
        b = messagesBetween(b, length, b.size());
    } else {
        auto& a = std::get<TokenIds>(row.chosen);
        auto& b = std::get<TokenIds>(row.rejected);
        const auto length = static_cast<std::ptrdiff_t>(sharedLength(a, b));
        row.prompt = TokenIds(a.begin(), a.begin() + length);
        a.erase(a.begin(), a.begin() + length);
        b.erase(b.begin(), b.begin() + length);
    }
    return row;
}

Result<std::vector<PreferenceRow>> parsePreferenceRows(std::string_view text) {
    std::vector<PreferenceRow> rows;
    TB_TRY(forEachLine(text, [&](std::size_t number, std::string_view line) -> Status {
        TB_ASSIGN(const auto json, parseJsonLine(line, number));
        auto row = preferenceRowFromJson(json);
        if (!row)
            return Error{row.error().code,
                         "line " + std::to_string(number) + ": " + row.error().message};
        rows.push_back(std::move(*row));
        return {};
    }));
    return rows;
}

Result<std::vector<PreferenceRow>> readPreferenceRows(const std::filesystem::path& file) {
    TB_ASSIGN(const auto text, readFile(file, kMaxDataBytes));
    auto rows = parsePreferenceRows(text);
    if (!rows)
        return Error{rows.error().code, rows.error().message, file.string()};
    return rows;
}

FrozenRows freezeRows(const std::vector<PreferenceRow>& rows) {
    FrozenRows frozen;
    for (const auto& row : rows)
        frozen.text += toJson(row).dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
    frozen.sha256 = sha256Hex(frozen.text);
    return frozen;
}

Status writePreferenceRows(const std::filesystem::path& file,
                           const std::vector<PreferenceRow>& rows) {
    return writeFileAtomically(file, freezeRows(rows).text);
}

} // namespace tiebreak
