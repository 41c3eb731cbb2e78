#include "text/text_step.h"

#include "text/byte_level.h"
#include "text/unicode_class.h"

#include <algorithm>

namespace tiebreak {

namespace {

constexpr const char* kGpt2Words =
    R"('s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+)";

using Part = RegexSplitter::Part;

std::string_view joined(std::string_view left, std::string_view right) {
    return {left.data(), left.size() + right.size()};
}

std::vector<std::string_view> contiguous(const std::vector<Part>& parts) {
    std::vector<std::string_view> words;
    bool before = false;
    for (const auto& part : parts) {
        if (part.matched == before && !words.empty())
            words.back() = joined(words.back(), part.text);
        else
            words.push_back(part.text);
        before = part.matched;
    }
    return words;
}

std::vector<std::string_view> mergedWithPrevious(const std::vector<Part>& parts) {
    std::vector<std::string_view> words;
    bool before = false;
    for (const auto& part : parts) {
        if (part.matched && !before && !words.empty())
            words.back() = joined(words.back(), part.text);
        else
            words.push_back(part.text);
        before = part.matched;
    }
    return words;
}

std::vector<std::string_view> mergedWithNext(const std::vector<Part>& parts) {
    std::vector<std::string_view> words; // last first
    bool behind = false;
    for (auto part = parts.rbegin(); part != parts.rend(); ++part) {
        if (part->matched && !behind && !words.empty())
            words.back() = joined(part->text, words.back());
        else
            words.push_back(part->text);
        behind = part->matched;
    }
    std::reverse(words.begin(), words.end());
    return words;
}

std::vector<std::string_view> arrange(const std::vector<Part>& parts, SplitBehaviour behaviour) {
    if (behaviour == SplitBehaviour::Contiguous)
        return contiguous(parts);
    if (behaviour == SplitBehaviour::MergedWithPrevious)
        return mergedWithPrevious(parts);
    if (behaviour == SplitBehaviour::MergedWithNext)
        return mergedWithNext(parts);
    std::vector<std::string_view> words;
    for (const auto& part : parts)
        if (!part.matched || behaviour != SplitBehaviour::Removed)
            words.push_back(part.text);
    return words;
}

} // namespace

void appendParts(const Word& word, std::vector<Part> parts, SplitBehaviour behaviour, bool invert,
                 std::vector<Word>& words) {
    if (invert)
        for (auto& part : parts)
            part.matched = !part.matched;
    for (const auto& text : arrange(parts, behaviour))
        if (!text.empty())
            words.push_back({std::string(text), word.first && text.data() == word.text.data()});
}

PreTokenizer splitBy(RegexSplitter regex, SplitBehaviour behaviour, bool invert) {
    return [regex = std::move(regex), behaviour, invert](const Word& word,
                                                         std::vector<Word>& words) -> Status {
        TB_ASSIGN(auto parts, regex.split(word.text));
        appendParts(word, std::move(parts), behaviour, invert, words);
        return {};
    };
}

PreTokenizer splitByClass(std::function<bool(char32_t)> isSeparator, SplitBehaviour behaviour) {
    return [isSeparator = std::move(isSeparator), behaviour](const Word& word,
                                                             std::vector<Word>& words) -> Status {
        const std::string_view text = word.text;
        std::vector<Part> parts;
        for (std::size_t at = 0; at < text.size();) {
            const auto character = characterAt(text, at);
            const bool matched = isSeparator(character.codePoint);
            const auto piece = text.substr(at, character.bytes);
            if (!matched && !parts.empty() && !parts.back().matched)
                parts.back().text = joined(parts.back().text, piece);
            else
                parts.push_back({piece, matched});
            at += character.bytes;
        }
        appendParts(word, std::move(parts), behaviour, false, words);
        return {};
    };
}

PreTokenizer splitByText(std::string separator, SplitBehaviour behaviour, bool invert) {
    return [separator = std::move(separator), behaviour,
            invert](const Word& word, std::vector<Word>& words) -> Status {
        const std::string_view text = word.text;
        std::vector<Part> parts;
        for (std::size_t at = 0; at < text.size();) {
            const auto found = separator.empty() ? text.npos : text.find(separator, at);
            if (found != at)
                parts.push_back({text.substr(at, found - at), false});
            if (found == text.npos)
                break;
            parts.push_back({text.substr(found, separator.size()), true});
            at = found + separator.size();
        }
        appendParts(word, std::move(parts), behaviour, invert, words);
        return {};
    };
}

Result<PreTokenizer> byteLevelWords(bool addPrefixSpace, bool useRegex) {
    TB_ASSIGN(auto regex, RegexSplitter::compile(kGpt2Words));
    return PreTokenizer([regex = std::move(regex), addPrefixSpace,
                         useRegex](const Word& word, std::vector<Word>& words) -> Status {
        std::string text = word.text;
        if (addPrefixSpace && !text.starts_with(' '))
            text.insert(0, 1, ' ');
        std::vector<Part> parts{{text, true}};
        if (useRegex) {
            TB_ASSIGN(parts, regex.split(text));
        }
        for (const auto& part : parts)
            words.push_back(
                {toByteLevel(part.text), word.first && part.text.data() == text.data()});
        return {};
    });
}

} // namespace tiebreak
