// What the readers of tokenizer.json's steps share: walking a Sequence, and patterns.
#pragma once

#include "text/json_fields.h"
#include "text/regex_splitter.h"

#include <variant>

namespace tiebreak {

inline Error unknownStep(const char* what, const std::string& name) {
    return Error{ErrorCode::Unsupported,
                 std::string(what) + " '" + name.substr(0, 64) + "' is not supported"};
}

/// Steps of a Sequence one by one, or the single step itself.
template <class Visit>
Status eachStep(const nlohmann::json& description, const char* listKey, const Visit& visit) {
    if (description.is_null())
        return {};
    TB_ASSIGN(const auto type, textField(description, "type"));
    if (type != "Sequence")
        return visit(description, type);
    const auto& steps = member(description, listKey);
    if (!steps.is_array())
        return badField(listKey, "a list");
    for (const auto& step : steps)
        TB_TRY(eachStep(step, listKey, visit));
    return {};
}

/// What a match is replaced by; bounded, because a text may have a match at every byte.
inline Result<std::string> replacementOf(const nlohmann::json& step) {
    constexpr std::size_t kMost = 256;
    TB_ASSIGN(auto content, textField(step, "content"));
    if (content.size() > kMost)
        return Error{ErrorCode::BadFile, "'content' of a Replace has " +
                                             std::to_string(content.size()) +
                                             " bytes, above the limit " + std::to_string(kMost)};
    return content;
}

/// {"String": …} or {"Regex": …}.
using StepPattern = std::variant<std::string, RegexSplitter>;

inline Result<StepPattern> patternOf(const nlohmann::json& step) {
    const auto& pattern = member(step, "pattern");
    if (pattern.is_object() && pattern.size() == 1 && pattern.contains("Regex")) {
        TB_ASSIGN(const auto text, textField(pattern, "Regex"));
        TB_ASSIGN(auto regex, RegexSplitter::compile(text));
        return StepPattern(std::move(regex));
    }
    if (!pattern.is_object() || pattern.size() != 1 || !pattern.contains("String"))
        return badField("pattern", "{\"String\": …} or {\"Regex\": …}");
    TB_ASSIGN(auto text, textField(pattern, "String"));
    return StepPattern(std::move(text));
}

} // namespace tiebreak
