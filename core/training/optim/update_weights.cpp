#include "training/optim/update_weights.h"

#include "training/optim/gradient_clip.h"

#include <cmath>

namespace tiebreak {

namespace {

Error notFinite(const char* what, double value) {
    return {ErrorCode::NonFinite,
            std::string("the ") + what + " is " + std::to_string(value) +
                "; the step was not applied. Lower the learning rate or look at the data of this step",
            {}, {}};
}

} // namespace

UpdateOutcome updateWeights(AdamW& optimizer, double loss, const UpdateSettings& settings) {
    UpdateOutcome outcome{gradientNorm(optimizer.parameters()), {}};
    if (!std::isfinite(loss)) {
        outcome.failure = notFinite("loss", loss);
    } else if (!std::isfinite(outcome.gradNorm)) {
        outcome.failure = notFinite("gradient norm", outcome.gradNorm);
    } else {
        clipGradients(optimizer.parameters(), outcome.gradNorm, settings.maxGradNorm);
        optimizer.step(settings.learningRate);
    }
    optimizer.zeroGradients();
    return outcome;
}

} // namespace tiebreak
