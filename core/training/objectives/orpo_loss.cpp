#include "training/objectives/free_pair_losses.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/exp.h>
#include <ATen/ops/expm1.h>
#include <ATen/ops/log.h>
#include <ATen/ops/log1p.h>
#include <ATen/ops/log_sigmoid.h>
#include <ATen/ops/where.h>
#include <cmath>

namespace tiebreak {

at::Tensor log1mexp(const at::Tensor& x) {
    return at::where(x < -std::log(2.0), at::log1p(-at::exp(x)), at::log(-at::expm1(x)));
}

FreePairLosses orpoLoss(const FreePairInputs& in, const OrpoOptions& options) {
    const at::Tensor chosen = in.chosenLogps / in.chosenLengths;       // [B]
    const at::Tensor rejected = in.rejectedLogps / in.rejectedLengths; // [B]
    const at::Tensor logOdds = chosen - rejected - (log1mexp(chosen) - log1mexp(rejected));
    const at::Tensor nll = -(in.promptLogps + in.chosenLogps) / in.meanNllTokens;
    return {nll - options.beta * at::log_sigmoid(logOdds), options.beta * chosen,
            options.beta * rejected, nll, logOdds};
}

} // namespace tiebreak
