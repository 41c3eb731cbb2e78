#include "text/json_sequence.h"
#include "text/json_steps.h"

#include "text/unicode_class.h"
#include "text/utf8.h"

namespace tiebreak {

using nlohmann::json;

namespace {

Result<SplitBehaviour> behaviourOf(const json& step, const char* otherwise = nullptr) {
    TB_ASSIGN(const auto name, textField(step, "behavior", otherwise));
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
    if (auto* regex = std::get_if<RegexSplitter>(&pattern))
        return splitBy(std::move(*regex), behaviour, invert);
    return splitByText(std::move(std::get<std::string>(pattern)), behaviour, invert);
}

Result<PreTokenizer> digitsStep(const json& step) {
    TB_ASSIGN(const bool individual, boolField(step, "individual_digits", false));
    return splitByClass(isNumber,
                        individual ? SplitBehaviour::Isolated : SplitBehaviour::Contiguous);
}

Result<PreTokenizer> punctuationStep(const json& step) {
    TB_ASSIGN(const auto behaviour, behaviourOf(step, "Isolated"));
    return splitByClass(isPunctuation, behaviour);
}

Result<PreTokenizer> byteLevelStep(const json& step) {
    TB_ASSIGN(const bool prefix, boolField(step, "add_prefix_space", true));
    TB_ASSIGN(const bool regex, boolField(step, "use_regex", true));
    return byteLevelWords(prefix, regex);
}

/// Spaces become `replacement`; the scheme says where one is put in front.
Result<PreTokenizer> metaspaceStep(const json& step) {
    TB_ASSIGN(auto mark, textField(step, "replacement", "\xE2\x96\x81"));
    TB_ASSIGN(const bool oldPrefix, boolField(step, "add_prefix_space", true));
    TB_ASSIGN(const auto scheme, textField(step, "prepend_scheme", oldPrefix ? "always" : "never"));
    TB_ASSIGN(const bool split, boolField(step, "split", true));
    if (scheme != "always" && scheme != "first" && scheme != "never")
        return unknownStep("prepend_scheme", scheme);
    auto cut = splitByText(mark, SplitBehaviour::MergedWithNext, false);
    return PreTokenizer([=](const Word& word, std::vector<Word>& words) -> Status {
        Word marked{replaceAll(word.text, " ", mark), word.first};
        const bool prepend = scheme == "always" || (scheme == "first" && word.first);
        if (prepend && !marked.text.starts_with(mark))
            marked.text.insert(0, mark);
        if (split)
            return cut(marked, words);
        words.push_back(std::move(marked));
        return {};
    });
}

/// Both cuts, one after the other.
PreTokenizer inTurn(PreTokenizer first, PreTokenizer second) {
    return [first = std::move(first),
            second = std::move(second)](const Word& word, std::vector<Word>& words) -> Status {
        std::vector<Word> parts;
        TB_TRY(first(word, parts));
        for (const auto& part : parts)
            TB_TRY(second(part, words));
        return {};
    };
}

/// Runs of word characters and runs of what is neither word nor space.
PreTokenizer wordRuns() {
    return [](const Word& word, std::vector<Word>& words) -> Status {
        enum class Kind { Space, Word, Other };
        const std::string_view text = word.text;
        Kind before = Kind::Space;
        for (std::size_t at = 0; at < text.size();) {
            const auto character = characterAt(text, at);
            const auto kind = isWord(character.codePoint)         ? Kind::Word
                              : isWhitespace(character.codePoint) ? Kind::Space
                                                                  : Kind::Other;
            if (kind != Kind::Space && kind != before)
                words.push_back({"", word.first && at == 0});
            if (kind != Kind::Space)
                words.back().text += text.substr(at, character.bytes);
            before = kind;
            at += character.bytes;
        }
        return {};
    };
}

Result<PreTokenizer> fixedLengthStep(const json& step) {
    TB_ASSIGN(const auto length, countField(step, "length", 5));
    if (length == 0)
        return badField("length", "at least 1");
    return PreTokenizer([length](const Word& word, std::vector<Word>& words) -> Status {
        const std::string_view text = word.text;
        std::size_t count = 0;
        for (std::size_t at = 0; at < text.size(); ++count) {
            const auto bytes = characterLength(text, at);
            if (count % length == 0)
                words.push_back({"", word.first && at == 0});
            words.back().text += text.substr(at, bytes);
            at += bytes;
        }
        return {};
    });
}

Result<PreTokenizer> preTokenizerOf(const json& step, const std::string& type) {
    if (type == "Split")
        return splitStep(step);
    if (type == "Digits")
        return digitsStep(step);
    if (type == "Punctuation")
        return punctuationStep(step);
    if (type == "ByteLevel")
        return byteLevelStep(step);
    if (type == "Metaspace")
        return metaspaceStep(step);
    if (type == "Whitespace")
        return wordRuns();
    if (type == "WhitespaceSplit")
        return splitByClass(isWhitespace, SplitBehaviour::Removed);
    if (type == "BertPreTokenizer")
        return inTurn(splitByClass(isWhitespace, SplitBehaviour::Removed),
                      splitByClass(isPunctuation, SplitBehaviour::Isolated));
    if (type == "CharDelimiterSplit") {
        TB_ASSIGN(auto delimiter, textField(step, "delimiter"));
        return splitByText(std::move(delimiter), SplitBehaviour::Removed, false);
    }
    if (type == "FixedLength")
        return fixedLengthStep(step);
    return unknownStep("pre-tokenizer", type);
}

} // namespace

Status addPreTokenizers(const json& description, std::vector<PreTokenizer>& steps) {
    return eachStep(description, "pretokenizers",
                    [&](const json& step, const std::string& type) -> Status {
                        TB_ASSIGN(auto built, preTokenizerOf(step, type));
                        steps.push_back(std::move(built));
                        return {};
                    });
}

} // namespace tiebreak
