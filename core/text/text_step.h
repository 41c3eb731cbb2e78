// The steps of a tokenizer pipeline: a normalizer changes text, a pre-tokenizer cuts it into words.
// Immutable after loading, safe from any thread.
#pragma once

#include "text/regex_splitter.h"

#include <functional>

namespace tiebreak {

/// Text in, text out.
using Normalizer = std::function<Result<std::string>(std::string text, bool first)>;

/// One word in, its parts out. `first` is true for the word that opens the whole text.
using PreTokenizer = std::function<Result<std::vector<std::string>>(std::string word, bool first)>;

/// What becomes of a separator that a split finds.
enum class SplitBehaviour { Isolated, Removed, MergedWithPrevious, MergedWithNext, Contiguous };

PreTokenizer splitBy(RegexSplitter regex, SplitBehaviour behaviour, bool invert);
/// GPT-2's words (or none), then its byte alphabet.
Result<PreTokenizer> byteLevelWords(bool addPrefixSpace, bool useRegex);

/// Patterns as the models' own configurations give them.
extern const char* const kGpt2Words;
extern const char* const kLlama3Words;
extern const char* const kQwen2Words;

} // namespace tiebreak
