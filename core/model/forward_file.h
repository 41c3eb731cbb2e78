// The `forward` command's work: a batch out of a safetensors file, logits into another. Free
// function; the decoder's thread.
#pragma once

#include "base/result.h"
#include "model/decoder.h"

#include <filesystem>

namespace tiebreak {

/// Reads input_ids [B, T], attention_mask and position_ids (both optional); writes logits [B, T, V]
/// float32 and, if asked, hidden_0 … hidden_n [B, T, D]. Values at masked positions are zero.
Status forwardFile(const Decoder& decoder, const std::filesystem::path& input,
                   const std::filesystem::path& output, bool hiddenStates);

} // namespace tiebreak
