#include "text/text_step.h"

#include "text/byte_level.h"

namespace tiebreak {

const char* const kGpt2Words =
    R"('s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+)";
const char* const kLlama3Words =
    R"((?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+)";
const char* const kQwen2Words =
    R"((?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+)";

namespace {

std::vector<std::string> arrange(const std::vector<RegexSplitter::Part>& parts,
                                 SplitBehaviour behaviour, bool invert) {
    std::vector<std::string> words;
    bool joinNext = false;
    bool wasSeparator = false;
    for (const auto& part : parts) {
        const bool separator = part.matched != invert;
        const bool joins = joinNext ||
                           (behaviour == SplitBehaviour::MergedWithPrevious && separator &&
                            !wasSeparator && !words.empty()) ||
                           (behaviour == SplitBehaviour::Contiguous && separator && wasSeparator);
        joinNext = behaviour == SplitBehaviour::MergedWithNext && separator;
        wasSeparator = separator;
        if (separator && behaviour == SplitBehaviour::Removed)
            continue;
        if (joins)
            words.back() += part.text;
        else
            words.emplace_back(part.text);
    }
    return words;
}

} // namespace

PreTokenizer splitBy(RegexSplitter regex, SplitBehaviour behaviour, bool invert) {
    return [regex = std::move(regex), behaviour, invert](const std::string& word,
                                                         bool) -> Result<std::vector<std::string>> {
        TB_ASSIGN(const auto parts, regex.split(word));
        return arrange(parts, behaviour, invert);
    };
}

Result<PreTokenizer> byteLevelWords(bool addPrefixSpace, bool useRegex) {
    TB_ASSIGN(auto regex, RegexSplitter::compile(kGpt2Words));
    return PreTokenizer([regex = std::move(regex), addPrefixSpace,
                         useRegex](std::string word, bool) -> Result<std::vector<std::string>> {
        if (addPrefixSpace && !word.starts_with(' '))
            word.insert(0, 1, ' ');
        std::vector<std::string> words;
        if (!useRegex) {
            words.push_back(toByteLevel(word));
            return words;
        }
        TB_ASSIGN(const auto parts, regex.split(word));
        for (const auto& part : parts)
            words.push_back(toByteLevel(part.text));
        return words;
    });
}

} // namespace tiebreak
