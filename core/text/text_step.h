// The steps of a tokenizer pipeline: a normalizer changes text, a pre-tokenizer cuts it into words.
// Immutable after loading, safe from any thread.
#pragma once

#include "text/regex_splitter.h"

#include <functional>

namespace tiebreak {

/// Text in, text out.
using Normalizer = std::function<Result<std::string>(std::string text)>;

struct Word {
    std::string text;
    bool first; ///< it opens the whole text
};

/// Appends the parts of a word, none of them empty.
using PreTokenizer = std::function<Status(const Word& word, std::vector<Word>& parts)>;

/// What becomes of a separator that a split finds.
enum class SplitBehaviour { Isolated, Removed, MergedWithPrevious, MergedWithNext, Contiguous };

/// The parts of a word, matched (a separator) or not, as words. With `invert` what lies between the
/// matches is the separator.
void appendParts(const Word& word, std::vector<RegexSplitter::Part> parts, SplitBehaviour behaviour,
                 bool invert, std::vector<Word>& words);

PreTokenizer splitBy(RegexSplitter regex, SplitBehaviour behaviour, bool invert);
/// Every character of the class is a separator of its own.
PreTokenizer splitByClass(std::function<bool(char32_t)> isSeparator, SplitBehaviour behaviour);
/// Every `text` is a separator.
PreTokenizer splitByText(std::string text, SplitBehaviour behaviour, bool invert);
/// GPT-2's words (or none), then its byte alphabet.
Result<PreTokenizer> byteLevelWords(bool addPrefixSpace, bool useRegex);

} // namespace tiebreak
