// The rows of a supervised run, encoded and cut, with what was dropped on the way, and how rows are
// packed into sequences. Plain values; reading blocks.
#pragma once

#include "training/data/row_file.h"
#include "training/data/sft_encoder.h"

namespace tiebreak {

/// `cut`: longer than max_length. `dropped`: cut so that nothing trained is left.
struct SftData : RowNotes {
    std::vector<SftRow> rows; ///< in the file's order
};

Result<SftData> encodeSftFile(const RowEncoder& encoder, const SftEncoding& options,
                              const std::filesystem::path& file, std::int64_t vocabulary);

/// As describe(RowNotes, TokenCount).
nlohmann::json describe(const SftData& data);

/// Rows put together into sequences of at most `length` tokens, the longest first, each where it
/// leaves the least room (best-fit decreasing: TRL's strategy "bfd"). Every row is in exactly one
/// sequence.
std::vector<std::vector<std::uint64_t>> packRows(const std::vector<SftRow>& rows,
                                                 std::int64_t length);

} // namespace tiebreak
