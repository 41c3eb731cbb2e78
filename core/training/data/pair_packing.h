// Preference pairs as packed rows: prompt, chosen and rejected in one row whose branches share the prompt, rows
// end to end without padding. Pure functions, any thread.
#pragma once

#include "model/packed_input.h"
#include "training/data/preference_row.h"
#include "training/scoring/completion_batch.h"

#include <span>

namespace tiebreak {

/// Sequences 0 … B−1 are the chosen sides, B … 2B−1 the rejected.
CompletionBatch packPairs(std::span<const PreferenceRow* const> pairs, c10::Device device);

} // namespace tiebreak
