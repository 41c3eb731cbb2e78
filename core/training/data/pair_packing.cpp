#include "training/data/pair_packing.h"

namespace tiebreak {

CompletionBatch packPairs(std::span<const PreferenceRow* const> pairs, c10::Device device) {
    CompletionBatchBuilder builder;
    const auto count = static_cast<std::int64_t>(pairs.size());
    for (std::int64_t i = 0; i < count; ++i) {
        const PreferenceRow& pair = *pairs[static_cast<std::size_t>(i)];
        builder.addRow(pair.prompt, {pair.chosen, pair.rejected}, {i, count + i});
    }
    return builder.build(device);
}

} // namespace tiebreak
