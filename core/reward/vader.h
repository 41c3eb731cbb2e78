// Sentiment of a text by the VADER lexicon (Hutto and Gilbert, ICWSM 2014): the mean valence of its
// words. The lexicon is part of the program. Immutable after construction, any thread.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace tiebreak {

/// The lexicon file as it was compiled in: "word<TAB>mean<TAB>deviation<TAB>ratings" lines.
std::string_view vaderLexiconText();

/// Words of a text: divided at white space, ASCII letters lowered, punctuation at both ends
/// dropped, except where what stands there is itself in the lexicon (":)").
class VaderLexicon {
public:
    VaderLexicon();

    /// The lexicon that is compiled in, read once.
    static const VaderLexicon& instance();

    /// Valence from -4 to 4; 0 for a word that is not in the lexicon.
    double valence(std::string_view word) const;
    /// (1/N) Σ_i valence(word_i) over all N words of the text, unknown ones with 0; 0 for a text
    /// without words.
    double meanValence(std::string_view text) const;
    std::size_t size() const { return m_valences.size(); }

private:
    std::string wordOf(std::string_view piece) const;

    std::unordered_map<std::string, double> m_valences;
};

} // namespace tiebreak
