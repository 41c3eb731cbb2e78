// Which checkpoint did best on the held-out rows: checkpoints/best.json beside the folders, so that
// it is found and kept whatever is deleted later. Values and free functions; the trainer's thread.
//
// best.json, version 1: {"format":1, "checkpoint":"step-000020", "step":20, "eval_loss":0.5}.
#pragma once

#include "protocol/run_folder.h"

#include <optional>

namespace tiebreak {

struct BestCheckpoint {
    std::string name;
    std::int64_t step = 0;
    double loss = 0; ///< eval_loss
};

/// Nothing where there is none yet, or where its folder is gone.
Result<std::optional<BestCheckpoint>> readBestCheckpoint(const RunFolder& folder);
Status writeBestCheckpoint(const RunFolder& folder, const BestCheckpoint& best);

} // namespace tiebreak
