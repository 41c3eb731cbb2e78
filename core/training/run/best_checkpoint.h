// Which checkpoints did best on the held-out rows: checkpoints/best.json beside the folders, so
// that they are found and kept whatever is deleted later. Values and free functions; the trainer's
// thread.
//
// best.json, version 1: {"format":1, "checkpoint":"step-000020", "step":20, "eval_loss":0.5,
// "others":[{"checkpoint","step","eval_loss"}]}, the others in the order of their loss.
#pragma once

#include "protocol/run_folder.h"

#include <vector>

namespace tiebreak {

struct BestCheckpoint {
    std::string name;
    std::int64_t step = 0;
    double loss = 0; ///< eval_loss
};

/// Best first; those whose folder is gone are left out. Empty where there is none yet.
Result<std::vector<BestCheckpoint>> readBestCheckpoints(const RunFolder& folder);
/// Best first.
Status writeBestCheckpoints(const RunFolder& folder, const std::vector<BestCheckpoint>& best);

/// True when a loss belongs to the `most` lowest.
bool isAmongBest(const std::vector<BestCheckpoint>& best, double loss, std::int64_t most);
/// Puts it in its place; what is then too many goes.
void insertBest(std::vector<BestCheckpoint>& best, BestCheckpoint checkpoint, std::int64_t most);
std::vector<std::string> namesOf(const std::vector<BestCheckpoint>& best);

} // namespace tiebreak
