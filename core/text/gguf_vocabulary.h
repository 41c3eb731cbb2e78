// A Hugging Face tokenizer as GGUF stores one, so that llama.cpp tokenizes as the model's own does:
// pieces, kinds, scores or merges, the name of the way text is cut into words, special tokens and
// the chat template. Plain data; free function, any thread.
#pragma once

#include "base/result.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace tiebreak {

struct GgufVocabulary {
    std::string model;               ///< "llama" (sentencepiece) or "gpt2" (byte-level BPE)
    std::string pre;                 ///< gpt2: the splitting rule's name
    std::vector<std::string> pieces; ///< by id
    std::vector<std::int32_t>
        kinds;                 ///< 1 normal, 2 unknown, 3 control, 4 user-defined, 5 unused, 6 byte
    std::vector<float> scores; ///< llama: one a piece
    std::vector<std::string> merges; ///< gpt2: "a b", best first
    std::optional<std::int64_t> bos, eos, pad, unknown;
    bool addBos = false;
    bool addEos = false;
    bool addSpacePrefix = true; ///< llama
    std::string chatTemplate;   ///< empty: none
};

/// Of a folder's tokenizer.json or tokenizer.model; `size` is the model's vocabulary, and ids the
/// tokenizer does not have become unused pieces. Unsupported names what GGUF has no word for.
Result<GgufVocabulary> ggufVocabulary(const std::filesystem::path& folder, std::int64_t size);

} // namespace tiebreak
