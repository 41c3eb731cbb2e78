#include "text/json_steps.h"

#include "text/byte_level.h"
#include "text/utf8.h"
#include "text/vocabulary.h"

#include <algorithm>
#include <utf8proc.h>

namespace tiebreak {

using nlohmann::json;

namespace {

Error badField(const char* key, const char* kind) {
    return Error{ErrorCode::BadFile, std::string("'") + key + "' must be " + kind};
}

Error unknownStep(const char* what, const std::string& name) {
    return Error{ErrorCode::Unsupported,
                 std::string(what) + " '" + name.substr(0, 64) + "' is not supported"};
}

/// Steps of a Sequence one by one, or the single step itself.
template <class Visit>
Status eachStep(const json& description, const char* listKey, const Visit& visit) {
    if (description.is_null())
        return {};
    TB_ASSIGN(const auto type, textField(description, "type"));
    if (type != "Sequence")
        return visit(description, type);
    if (!description.contains(listKey) || !description[listKey].is_array())
        return badField(listKey, "a list");
    for (const auto& step : description[listKey])
        TB_TRY(eachStep(step, listKey, visit));
    return {};
}

/// {"String": …} becomes a quoted expression, {"Regex": …} stays.
Result<RegexSplitter> patternOf(const json& step) {
    const auto found = step.find("pattern");
    if (found == step.end() || !found->is_object() || found->size() != 1)
        return badField("pattern", "{\"String\": …} or {\"Regex\": …}");
    if (found->contains("Regex")) {
        TB_ASSIGN(const auto regex, textField(*found, "Regex"));
        return RegexSplitter::compile(regex);
    }
    TB_ASSIGN(const auto text, textField(*found, "String"));
    return RegexSplitter::compile("\\Q" + replaceAll(text, "\\E", "\\E\\\\E\\Q") + "\\E");
}

Normalizer unicodeForm(utf8proc_option_t options) {
    return [options](const std::string& text, bool) -> Result<std::string> {
        utf8proc_uint8_t* mapped = nullptr;
        const auto length =
            utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                         static_cast<utf8proc_ssize_t>(text.size()), &mapped, options);
        if (length < 0)
            return Error{ErrorCode::BadArgument,
                         std::string("normalising: ") + utf8proc_errmsg(length)};
        const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner(mapped, &std::free);
        return std::string(reinterpret_cast<const char*>(mapped), static_cast<std::size_t>(length));
    };
}

std::optional<utf8proc_option_t> unicodeOptions(const std::string& name) {
    const int stable = UTF8PROC_STABLE;
    if (name == "NFC")
        return static_cast<utf8proc_option_t>(stable | UTF8PROC_COMPOSE);
    if (name == "NFD")
        return static_cast<utf8proc_option_t>(stable | UTF8PROC_DECOMPOSE);
    if (name == "NFKC")
        return static_cast<utf8proc_option_t>(stable | UTF8PROC_COMPOSE | UTF8PROC_COMPAT);
    if (name == "NFKD")
        return static_cast<utf8proc_option_t>(stable | UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT);
    return std::nullopt;
}

Result<Normalizer> replaceStep(const json& step) {
    TB_ASSIGN(auto pattern, patternOf(step));
    TB_ASSIGN(auto content, textField(step, "content"));
    return Normalizer([pattern = std::move(pattern),
                       content = std::move(content)](const std::string& text, bool) {
        return pattern.replace(text, content);
    });
}

Result<Normalizer> prependStep(const json& step) {
    TB_ASSIGN(auto prefix, textField(step, "prepend"));
    return Normalizer(
        [prefix = std::move(prefix)](const std::string& text, bool) -> Result<std::string> {
            return text.empty() ? text : prefix + text;
        });
}

Result<Normalizer> normalizerOf(const json& step, const std::string& type) {
    if (type == "Replace")
        return replaceStep(step);
    if (type == "Prepend")
        return prependStep(step);
    if (const auto options = unicodeOptions(type))
        return unicodeForm(*options);
    return unknownStep("normalizer", type);
}

Result<SplitBehaviour> behaviourOf(const json& step) {
    TB_ASSIGN(const auto name, textField(step, "behavior"));
    const std::pair<const char*, SplitBehaviour> known[] = {
        {"Isolated", SplitBehaviour::Isolated},
        {"Removed", SplitBehaviour::Removed},
        {"MergedWithPrevious", SplitBehaviour::MergedWithPrevious},
        {"MergedWithNext", SplitBehaviour::MergedWithNext},
        {"Contiguous", SplitBehaviour::Contiguous}};
    for (const auto& [text, behaviour] : known)
        if (name == text)
            return behaviour;
    return unknownStep("split behavior", name);
}

Result<PreTokenizer> splitStep(const json& step) {
    TB_ASSIGN(auto pattern, patternOf(step));
    TB_ASSIGN(const auto behaviour, behaviourOf(step));
    TB_ASSIGN(const bool invert, boolField(step, "invert", false));
    return splitBy(std::move(pattern), behaviour, invert);
}

Result<PreTokenizer> digitsStep(const json& step) {
    TB_ASSIGN(const bool individual, boolField(step, "individual_digits", false));
    TB_ASSIGN(auto digits, RegexSplitter::compile("\\p{N}"));
    return splitBy(std::move(digits),
                   individual ? SplitBehaviour::Isolated : SplitBehaviour::Contiguous, false);
}

Result<PreTokenizer> byteLevelStep(const json& step) {
    TB_ASSIGN(const bool prefix, boolField(step, "add_prefix_space", true));
    TB_ASSIGN(const bool regex, boolField(step, "use_regex", true));
    return byteLevelWords(prefix, regex);
}

/// Spaces become `replacement`; the scheme says where one is put in front.
Result<PreTokenizer> metaspaceStep(const json& step) {
    TB_ASSIGN(auto mark, textField(step, "replacement"));
    TB_ASSIGN(const bool oldPrefix, boolField(step, "add_prefix_space", true));
    TB_ASSIGN(const auto scheme, textField(step, "prepend_scheme", oldPrefix ? "always" : "never"));
    TB_ASSIGN(const bool split, boolField(step, "split", true));
    if (scheme != "always" && scheme != "first" && scheme != "never")
        return unknownStep("prepend_scheme", scheme);
    TB_ASSIGN(auto pattern, RegexSplitter::compile("\\Q" + mark + "\\E"));
    auto cut = splitBy(std::move(pattern), SplitBehaviour::MergedWithNext, false);
    return PreTokenizer(
        [=](const std::string& word, bool first) -> Result<std::vector<std::string>> {
            auto text = replaceAll(word, " ", mark);
            const bool prepend = scheme == "always" || (scheme == "first" && first);
            if (prepend && !text.starts_with(mark))
                text.insert(0, mark);
            if (split)
                return cut(std::move(text), first);
            return std::vector<std::string>{std::move(text)};
        });
}

Result<PreTokenizer> preTokenizerOf(const json& step, const std::string& type) {
    if (type == "Split")
        return splitStep(step);
    if (type == "Digits")
        return digitsStep(step);
    if (type == "ByteLevel")
        return byteLevelStep(step);
    if (type == "Metaspace")
        return metaspaceStep(step);
    return unknownStep("pre-tokenizer", type);
}

Status readStrip(const json& step, PieceDecoder& decoder) {
    TB_ASSIGN(const auto content, textField(step, "content"));
    const bool isSpace = content.size() == 1 && content.front() == ' ';
    if (!isSpace || step.value("start", json(0)) != 1 || step.value("stop", json(0)) != 0)
        return Error{ErrorCode::Unsupported,
                     "decoder 'Strip': only one space at the start is supported"};
    decoder.stripLeadingSpace = true;
    return {};
}

Status readReplace(const json& step, PieceDecoder& decoder) {
    if (!step.contains("pattern") || !step["pattern"].is_object() ||
        !step["pattern"].contains("String"))
        return Error{ErrorCode::Unsupported,
                     "decoder 'Replace': only {\"String\": …} is supported"};
    TB_ASSIGN(auto from, textField(step["pattern"], "String"));
    TB_ASSIGN(auto to, textField(step, "content"));
    decoder.replacements.emplace_back(std::move(from), std::move(to));
    return {};
}

Status readMetaspace(const json& step, PieceDecoder& decoder) {
    TB_ASSIGN(auto mark, textField(step, "replacement"));
    TB_ASSIGN(const auto scheme, textField(step, "prepend_scheme", "always"));
    decoder.replacements.emplace_back(std::move(mark), " ");
    decoder.stripLeadingSpace = scheme != "never";
    return {};
}

Status readDecoderStep(const json& step, const std::string& type, PieceDecoder& decoder) {
    if (type == "ByteLevel")
        decoder.byteLevel = true;
    else if (type == "ByteFallback")
        decoder.byteFallback = true;
    else if (type == "Replace")
        return readReplace(step, decoder);
    else if (type == "Strip")
        return readStrip(step, decoder);
    else if (type == "Metaspace")
        return readMetaspace(step, decoder);
    else if (type != "Fuse") // pieces are joined anyway
        return unknownStep("decoder", type);
    return {};
}

} // namespace

Result<std::string> textField(const json& object, const char* key, const char* otherwise) {
    if (!object.is_object())
        return badField(key, "inside an object");
    const auto found = object.find(key);
    if (otherwise && (found == object.end() || found->is_null()))
        return std::string(otherwise);
    if (found == object.end() || !found->is_string())
        return badField(key, "text");
    return found->get<std::string>();
}

Result<bool> boolField(const json& object, const char* key, bool otherwise) {
    const auto found = object.find(key);
    if (found == object.end() || found->is_null())
        return otherwise;
    if (!found->is_boolean())
        return badField(key, "true or false");
    return found->get<bool>();
}

Status addNormalizers(const json& description, std::vector<Normalizer>& steps) {
    return eachStep(description, "normalizers",
                    [&](const json& step, const std::string& type) -> Status {
                        TB_ASSIGN(auto built, normalizerOf(step, type));
                        steps.push_back(std::move(built));
                        return {};
                    });
}

Status addPreTokenizers(const json& description, std::vector<PreTokenizer>& steps) {
    return eachStep(description, "pretokenizers",
                    [&](const json& step, const std::string& type) -> Status {
                        TB_ASSIGN(auto built, preTokenizerOf(step, type));
                        steps.push_back(std::move(built));
                        return {};
                    });
}

Status readDecoder(const json& description, PieceDecoder& decoder) {
    return eachStep(description, "decoders", [&](const json& step, const std::string& type) {
        return readDecoderStep(step, type, decoder);
    });
}

std::string PieceDecoder::textOf(const std::string& piece) const {
    if (byteFallback)
        if (const auto byte = byteOfPiece(piece))
            return std::string(1, *byte);
    if (byteLevel)
        return fromByteLevel(piece).value_or(piece);
    std::string text = piece;
    for (const auto& [from, to] : replacements)
        text = replaceAll(text, from, to);
    return text;
}

} // namespace tiebreak
