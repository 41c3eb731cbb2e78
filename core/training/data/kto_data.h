// The rows KTO learns from: a prompt with one completion, good or bad, and the completion of
// another row for the estimate of the divergence. Made as TRL 1.16 does. Plain values; reading
// blocks.
#pragma once

#include "training/data/row_encoder.h"
#include "training/data/row_file.h"

namespace tiebreak {

struct KtoRow {
    std::vector<std::int64_t> prompt, completion;
    std::vector<std::int64_t> mismatched; ///< the completion of the row before it in its block
    bool desirable = false;
    std::int64_t tokens() const {
        return static_cast<std::int64_t>(prompt.size() + completion.size());
    }
    /// Both completions of the prompt, the own one as chosen.
    PreferenceRow asPair() const { return {prompt, completion, mismatched}; }
};

/// `cut`: longer than max_length. `dropped`: the prompt alone fills it.
struct KtoData : RowNotes {
    std::vector<KtoRow> rows;
};

/// Rows with `prompt`, `completion`, `label`, or pairs, which are taken apart: of each 1,000 all
/// chosen sides, then all rejected ones. Completions rotate by one within blocks of `batchSize`
/// rows, a last shorter block within itself.
Result<KtoData> encodeKtoFile(const RowEncoder& encoder, const std::filesystem::path& file,
                              std::int64_t vocabulary, std::int64_t batchSize);

/// As describe(RowNotes, TokenCount).
nlohmann::json describe(const KtoData& data);

} // namespace tiebreak
