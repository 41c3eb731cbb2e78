// Twenty imported preference pairs, clearly marked as a sample, so that the loop can be seen before
// anybody has sampled a hundred responses. Free functions, any thread.
#pragma once

#include "base/result.h"
#include "store/store.h"

#include <vector>

namespace tiebreak {

/// Prompts of source "sample" with two responses of source "imported".
Result<std::vector<PromptWithSamples>> samplePairs();

/// Imports them once; false when the workspace has them already.
Result<bool> importSamplePairs(Store& store);

} // namespace tiebreak
