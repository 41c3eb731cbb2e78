// A bounded walk over a sentencepiece model's protobuf, done before libsentencepiece sees it: field
// lengths, number and size of pieces, offsets of the normalisation table. Pure function, any
// thread.
#pragma once

#include "base/result.h"

#include <cstddef>
#include <span>
#include <string>

namespace tiebreak {

/// BadFile naming what does not fit.
Status checkSentencePieceModel(std::span<const std::byte> bytes, const std::string& path);

} // namespace tiebreak
