// A tokenizer taken apart: its vocabulary, and its steps in the words of tokenizer.json. Readers
// fill it, buildTokenizer makes a tokenizer of it, writeTokenizerJson writes it down. Plain data.
#pragma once

#include "text/tokenizer_settings.h"
#include "text/vocabulary.h"

#include <nlohmann/json.hpp>

namespace tiebreak {

enum class WordModelKind { Bpe, Unigram, WordPiece, WordLevel };

struct TokenizerParts {
    WordModelKind kind = WordModelKind::Bpe;
    std::vector<std::optional<std::string>> pieces; ///< of the model, by id; nothing: no such token
    std::vector<double> scores;                     ///< Unigram: log-probability by id
    std::vector<std::pair<std::string, std::string>> merges; ///< BPE: best first
    std::string unknown;                 ///< the unknown token's piece; empty: none
    std::string continuingPrefix;        ///< BPE, WordPiece: before every part but a word's first
    std::string wordSuffix;              ///< BPE: behind a word's last character
    std::size_t maxWordCharacters = 100; ///< WordPiece
    bool byteFallback = false;
    bool fuseUnknown = false;
    bool ignoreMerges = false;
    std::vector<AddedToken> added;
    nlohmann::json normalizer; ///< null: none; so the next three
    nlohmann::json preTokenizer;
    nlohmann::json postProcessor;
    nlohmann::json decoder;
    bool addedAreVerbatim = false; ///< decoding gives added tokens as they are written
};

/// Out of a parsed tokenizer.json. BadFile or Unsupported naming the part.
Result<TokenizerParts> readTokenizerParts(const nlohmann::json& root);

/// The settings' tokens and choices stand over the parts' own. BadFile or Unsupported naming the
/// part.
Result<std::shared_ptr<const Tokenizer>> buildTokenizer(const TokenizerParts& parts,
                                                        const TokenizerSettings& settings);

/// The content of tokenizer.json, version 1.0.
nlohmann::ordered_json tokenizerJson(const TokenizerParts& parts);

} // namespace tiebreak
