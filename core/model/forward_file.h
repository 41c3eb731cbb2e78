// The `forward` command's work: a batch out of a safetensors file, logits into another. Free
// function; the decoder's thread.
#pragma once

#include "base/result.h"
#include "model/decoder.h"
#include "model/encoder.h"

#include <filesystem>

namespace tiebreak {

/// Reads input_ids [B, T], attention_mask and position_ids (both optional); writes logits [B, T, V]
/// float32, or [B, labels] of a classifier, and, if asked, hidden_0 … hidden_n [B, T, D]. Values at
/// masked positions are zero.
Status forwardFile(const Decoder& decoder, const std::filesystem::path& input,
                   const std::filesystem::path& output, bool hiddenStates);

/// The same of an encoder, with token_type_ids [B, T] (optional); logits are [B, labels].
Status forwardFile(const Encoder& encoder, const std::filesystem::path& input,
                   const std::filesystem::path& output, bool hiddenStates);

} // namespace tiebreak
