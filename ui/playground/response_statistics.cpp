#include "ui/playground/response_statistics.h"

#include <cctype>
#include <set>

namespace tiebreak {

namespace {

bool isBlank(char c) {
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}
bool isPunctuation(char c) {
    return std::ispunct(static_cast<unsigned char>(c)) != 0;
}

std::string bare(std::string_view word) {
    while (!word.empty() && isPunctuation(word.front()))
        word.remove_prefix(1);
    while (!word.empty() && isPunctuation(word.back()))
        word.remove_suffix(1);
    std::string out(word);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c - 'A' + 'a');
    return out;
}

/// Different sequences of `size` words divided by all of them; 0 where there is none.
double distinct(const std::vector<std::string>& words, std::size_t size) {
    if (words.size() < size)
        return 0;
    std::set<std::vector<std::string>> different;
    const std::size_t all = words.size() - size + 1;
    for (std::size_t i = 0; i < all; ++i)
        different.emplace(words.begin() + std::ptrdiff_t(i),
                          words.begin() + std::ptrdiff_t(i + size));
    return double(different.size()) / double(all);
}

} // namespace

std::vector<std::string> wordsOf(std::string_view text) {
    std::vector<std::string> out;
    for (std::size_t at = 0; at < text.size();) {
        while (at < text.size() && isBlank(text[at]))
            ++at;
        const std::size_t start = at;
        while (at < text.size() && !isBlank(text[at]))
            ++at;
        if (auto word = bare(text.substr(start, at - start)); !word.empty())
            out.push_back(std::move(word));
    }
    return out;
}

ResponseStatistics responseStatistics(std::string_view text) {
    constexpr std::size_t kSequence = 4; // words
    const auto words = wordsOf(text);
    ResponseStatistics out;
    for (const char c : text)
        out.characters += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    out.words = int(words.size());
    out.distinct1 = distinct(words, 1);
    out.distinct2 = distinct(words, 2);
    out.repetition = words.size() < kSequence ? 0 : 1 - distinct(words, kSequence);
    return out;
}

} // namespace tiebreak
