// The normalisation table inside a sentencepiece model ("precompiled_charsmap"): a double-array
// trie of 32-bit units behind its length in bytes, then NUL-ended replacements. Immutable, any
// thread.
#pragma once

#include "base/result.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tiebreak {

class PrecompiledMap {
public:
    /// An empty table changes nothing. BadFile where the lengths do not fit.
    static Result<PrecompiledMap> parse(std::string_view bytes);

    /// Grapheme clusters below 6 bytes are looked up whole, else character by character, as the
    /// tokenizers library has it.
    std::string normalize(std::string_view text) const;

private:
    PrecompiledMap() = default;
    /// The replacement of the shortest entry that `text` begins with.
    const char* find(std::string_view text) const;
    void append(std::string_view cluster, std::string& result) const;

    std::vector<std::uint32_t> m_units;
    std::string m_replacements; ///< ends in NUL
};

/// BadFile on a character outside the alphabet or a wrong length.
Result<std::string> decodeBase64(std::string_view text);

} // namespace tiebreak
