#include "training/objectives/preference_losses.h"

#include <ATen/TensorOperators.h>

namespace tiebreak {

at::Tensor sftLoss(const PreferenceInputs& in, const PreferenceOptions&) {
    return -in.chosenLogps / in.meanChosenLength;
}

} // namespace tiebreak
