#include "formats/json_lines.h"

namespace tiebreak {

Status forEachLine(std::string_view text,
                   const std::function<Status(std::size_t, std::string_view)>& visit) {
    constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
    if (text.substr(0, kByteOrderMark.size()) == kByteOrderMark)
        text.remove_prefix(kByteOrderMark.size());
    for (std::size_t number = 1; !text.empty(); ++number) {
        const auto end = text.find('\n');
        auto line = text.substr(0, end);
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
        if (!line.empty() && line.back() == '\r')
            line.remove_suffix(1);
        if (line.find_first_not_of(" \t") != std::string_view::npos)
            TB_TRY(visit(number, line));
    }
    return {};
}

Result<nlohmann::ordered_json> parseJsonLine(std::string_view line, std::size_t number) {
    const auto prefix = "line " + std::to_string(number) + ": ";
    try {
        auto json = nlohmann::ordered_json::parse(line);
        if (json.is_object())
            return json;
        return Error{ErrorCode::BadFile,
                     prefix + "expected a JSON object, got " + json.type_name()};
    } catch (const nlohmann::json::exception& error) {
        return Error{ErrorCode::BadFile, prefix + "is not JSON (" + error.what() + ")"};
    }
}

} // namespace tiebreak
