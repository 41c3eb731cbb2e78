#include "text/json_sequence.h"
#include "text/json_steps.h"

#include "text/byte_level.h"
#include "text/precompiled_map.h"
#include "text/unicode_class.h"
#include "text/utf8.h"

#include <cstdlib>
#include <utf8proc.h>

namespace tiebreak {

using nlohmann::json;

namespace {

Result<std::string> unicodeForm(const std::string& text, int options) {
    utf8proc_uint8_t* mapped = nullptr;
    const auto length = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                     static_cast<utf8proc_ssize_t>(text.size()), &mapped,
                                     static_cast<utf8proc_option_t>(options | UTF8PROC_STABLE));
    if (length < 0)
        return Error{ErrorCode::BadArgument,
                     std::string("normalising: ") + utf8proc_errmsg(length)};
    const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner(mapped, &std::free);
    return std::string(reinterpret_cast<const char*>(mapped), static_cast<std::size_t>(length));
}

std::optional<int> unicodeOptions(const std::string& name) {
    if (name == "NFC")
        return UTF8PROC_COMPOSE;
    if (name == "NFD")
        return UTF8PROC_DECOMPOSE;
    if (name == "NFKC")
        return UTF8PROC_COMPOSE | UTF8PROC_COMPAT;
    if (name == "NFKD")
        return UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT;
    return std::nullopt;
}

/// Every character through `change`, which appends what becomes of it.
template <class Change>
std::string eachCharacter(std::string_view text, const Change& change) {
    std::string result;
    for (std::size_t at = 0; at < text.size();) {
        const auto character = characterAt(text, at);
        change(character.codePoint, text.substr(at, character.bytes), result);
        at += character.bytes;
    }
    return result;
}

template <class Drop>
std::string without(std::string_view text, const Drop& drop) {
    return eachCharacter(text, [&](char32_t c, std::string_view bytes, std::string& result) {
        if (!drop(c))
            result += bytes;
    });
}

std::string cleanText(std::string_view text) {
    return eachCharacter(text, [](char32_t c, std::string_view bytes, std::string& result) {
        if (c == 0 || c == 0xFFFD || isControl(c))
            return;
        result += isWhitespace(c) ? std::string_view(" ") : bytes;
    });
}

std::string spaceIdeographs(std::string_view text) {
    return eachCharacter(text, [](char32_t c, std::string_view bytes, std::string& result) {
        const bool apart = isIdeograph(c);
        result += apart ? " " : "";
        result += bytes;
        result += apart ? " " : "";
    });
}

Result<Normalizer> bertStep(const json& step) {
    TB_ASSIGN(const bool clean, boolField(step, "clean_text", true));
    TB_ASSIGN(const bool ideographs, boolField(step, "handle_chinese_chars", true));
    TB_ASSIGN(const bool lower, boolField(step, "lowercase", true));
    TB_ASSIGN(const bool accents, boolField(step, "strip_accents", lower));
    return Normalizer([=](std::string text) -> Result<std::string> {
        if (clean)
            text = cleanText(text);
        if (ideographs)
            text = spaceIdeographs(text);
        if (accents) {
            TB_ASSIGN(text, unicodeForm(text, UTF8PROC_DECOMPOSE));
            text = without(text, isNonspacingMark);
        }
        return lower ? toLower(text) : text;
    });
}

std::string nmt(const std::string& text) {
    return eachCharacter(text, [](char32_t c, std::string_view bytes, std::string& result) {
        const bool gone = (c >= 1 && c <= 8) || c == 0x0B || (c >= 0x0E && c <= 0x1F) ||
                          c == 0x7F || c == 0x8F || c == 0x9F;
        const bool space = c == 0x09 || c == 0x0A || c == 0x0C || c == 0x0D || c == 0x1680 ||
                           (c >= 0x200B && c <= 0x200F) || c == 0x2028 || c == 0x2029 ||
                           c == 0x2581 || c == 0xFEFF || c == 0xFFFD;
        if (!gone)
            result += space ? std::string_view(" ") : bytes;
    });
}

Result<Normalizer> stripStep(const json& step) {
    TB_ASSIGN(const bool left, boolField(step, "strip_left", true));
    TB_ASSIGN(const bool right, boolField(step, "strip_right", true));
    return Normalizer([=](const std::string& text) -> Result<std::string> {
        std::size_t begin = text.size();
        std::size_t end = 0;
        for (std::size_t at = 0; at < text.size();) {
            const auto character = characterAt(text, at);
            if (!isWhitespace(character.codePoint)) {
                begin = std::min(begin, at);
                end = at + character.bytes;
            }
            at += character.bytes;
        }
        begin = left ? begin : 0;
        end = right ? std::max(begin, end) : text.size();
        return text.substr(begin, end - begin);
    });
}

Result<Normalizer> replaceStep(const json& step) {
    TB_ASSIGN(auto pattern, patternOf(step));
    TB_ASSIGN(auto content, replacementOf(step));
    return Normalizer([pattern = std::move(pattern), content = std::move(content)](
                          const std::string& text) -> Result<std::string> {
        if (const auto* regex = std::get_if<RegexSplitter>(&pattern))
            return regex->replace(text, content);
        return replaceAll(text, std::get<std::string>(pattern), content);
    });
}

Result<Normalizer> prependStep(const json& step) {
    TB_ASSIGN(auto prefix, textField(step, "prepend"));
    return Normalizer([prefix = std::move(prefix)](const std::string& text) -> Result<std::string> {
        return text.empty() ? text : prefix + text;
    });
}

Result<Normalizer> precompiledStep(const json& step) {
    TB_ASSIGN(const auto encoded, textField(step, "precompiled_charsmap", ""));
    TB_ASSIGN(const auto bytes, decodeBase64(encoded));
    TB_ASSIGN(auto map, PrecompiledMap::parse(bytes));
    return Normalizer([map = std::move(map)](const std::string& text) -> Result<std::string> {
        return map.normalize(text);
    });
}

Result<Normalizer> normalizerOf(const json& step, const std::string& type) {
    const auto plain = [](auto change) {
        return Normalizer(
            [change](const std::string& text) -> Result<std::string> { return change(text); });
    };
    if (type == "Replace")
        return replaceStep(step);
    if (type == "Prepend")
        return prependStep(step);
    if (type == "BertNormalizer")
        return bertStep(step);
    if (type == "Strip")
        return stripStep(step);
    if (type == "Precompiled")
        return precompiledStep(step);
    if (type == "Nmt")
        return plain(nmt);
    if (type == "Lowercase")
        return plain(toLower);
    if (type == "StripAccents")
        return plain([](const std::string& text) { return without(text, isMark); });
    if (type == "ByteLevel")
        return plain(toByteLevel);
    if (const auto options = unicodeOptions(type))
        return Normalizer(
            [options = *options](const std::string& text) { return unicodeForm(text, options); });
    return unknownStep("normalizer", type);
}

} // namespace

Status addNormalizers(const json& description, std::vector<Normalizer>& steps) {
    return eachStep(description, "normalizers",
                    [&](const json& step, const std::string& type) -> Status {
                        TB_ASSIGN(auto built, normalizerOf(step, type));
                        steps.push_back(std::move(built));
                        return {};
                    });
}

} // namespace tiebreak
