#include "reward/vader.h"

#include <charconv>

namespace tiebreak {

namespace {

bool isSpace(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/// ASCII only: the lexicon's words are, and no locale may change a reward.
std::string lowered(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c + ('a' - 'A'));
    return out;
}

bool isPunctuation(char c) {
    return (c >= '!' && c <= '/') || (c >= ':' && c <= '@') || (c >= '[' && c <= '`') ||
           (c >= '{' && c <= '~');
}

std::string_view withoutPunctuation(std::string_view word) {
    while (!word.empty() && isPunctuation(word.front()))
        word.remove_prefix(1);
    while (!word.empty() && isPunctuation(word.back()))
        word.remove_suffix(1);
    return word;
}

} // namespace

VaderLexicon::VaderLexicon() {
    for (std::string_view rest = vaderLexiconText(); !rest.empty();) {
        const auto end = rest.find('\n');
        const auto line = rest.substr(0, end);
        rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
        const auto tab = line.find('\t');
        if (tab == std::string_view::npos)
            continue;
        const auto number = line.substr(tab + 1, line.find('\t', tab + 1) - tab - 1);
        double valence = 0;
        std::from_chars(number.data(), number.data() + number.size(), valence);
        m_valences.emplace(lowered(line.substr(0, tab)), valence);
    }
}

const VaderLexicon& VaderLexicon::instance() {
    static const VaderLexicon kLexicon;
    return kLexicon;
}

double VaderLexicon::valence(std::string_view word) const {
    const auto found = m_valences.find(lowered(word));
    return found == m_valences.end() ? 0 : found->second;
}

std::string VaderLexicon::wordOf(std::string_view piece) const {
    const auto whole = lowered(piece);
    return m_valences.count(whole) != 0 ? whole : std::string(withoutPunctuation(whole));
}

double VaderLexicon::meanValence(std::string_view text) const {
    double sum = 0;
    std::size_t words = 0;
    for (std::size_t at = 0; at < text.size();) {
        while (at < text.size() && isSpace(text[at]))
            ++at;
        const auto start = at;
        while (at < text.size() && !isSpace(text[at]))
            ++at;
        const auto word = wordOf(text.substr(start, at - start));
        if (word.empty())
            continue;
        sum += valence(word);
        ++words;
    }
    return words == 0 ? 0 : sum / static_cast<double>(words);
}

} // namespace tiebreak
