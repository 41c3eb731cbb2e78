#include "training/objectives/preference_losses.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/square.h>

namespace tiebreak {

at::Tensor ipoLoss(const PreferenceInputs& in, const PreferenceOptions& options) {
    const auto scores = divergenceScores(in, options);
    const at::Tensor margin =
        scores.chosen / in.chosenLengths - scores.rejected / in.rejectedLengths; // [B]
    return at::square(margin - 1 / (2 * options.beta));
}

} // namespace tiebreak
