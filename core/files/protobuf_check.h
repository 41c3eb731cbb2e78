// A bounded walk over a sentencepiece model's protobuf, done before libsentencepiece sees it: field
// lengths, number and size of pieces, offsets of the normalisation table. Pure function, any
// thread.
#pragma once

#include "base/result.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace tiebreak {

/// BadFile naming what does not fit.
Status checkSentencePieceModel(std::span<const std::byte> bytes, const std::string& path);
/// What such a model says of its pieces.
struct SentencePiece {
    std::string text;
    float score = 0;
    std::int32_t kind = 1; ///< 1 normal, 2 unknown, 3 control, 4 user-defined, 5 unused, 6 byte
};
struct SentencePieces {
    std::vector<SentencePiece> pieces; ///< by id
    bool isBpe = false;                ///< else Unigram, word or character
    bool addsSpacePrefix = true;
};

/// Of a model that was checked.
Result<SentencePieces> readSentencePieces(std::span<const std::byte> bytes,
                                          const std::string& path);

} // namespace tiebreak
