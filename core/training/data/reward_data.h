// The pairs a reward model learns from: both sides whole, with how much better the chosen one is
// held to be. Encoded as TRL 1.16 does. Plain values; reading blocks.
#pragma once

#include "training/data/row_encoder.h"
#include "training/data/row_file.h"

namespace tiebreak {

struct RewardRow {
    std::vector<std::int64_t> chosen, rejected; ///< ids of prompt and completion together
    double margin = 0;
    std::int64_t tokens() const {
        return static_cast<std::int64_t>(chosen.size() + rejected.size());
    }
};

/// `dropped`: a side longer than max_length; nothing is ever cut.
struct RewardData : RowNotes {
    std::vector<RewardRow> rows; ///< in the file's order
};

/// `chosen` and `rejected` with or without `prompt` and `margin`, as text, messages or ids.
Result<RewardRow> encodeRewardRow(const RowEncoder& encoder, const nlohmann::ordered_json& row);
Result<RewardData> encodeRewardFile(const RowEncoder& encoder, const std::filesystem::path& file,
                                    std::int64_t vocabulary);

/// As describe(RowNotes, TokenCount).
nlohmann::json describe(const RewardData& data);

} // namespace tiebreak
