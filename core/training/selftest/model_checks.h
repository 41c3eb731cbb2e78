// Ways of computing the same log-probabilities that must agree on the model at hand: alone or in a
// batch, in chunks or at once, packed with a shared prompt or padded, adapter off or not there.
// Nothing learns and no random number is drawn. The decoder's thread; they throw what LibTorch
// throws.
#pragma once

#include "training/data/preference_row.h"
#include "training/run/reference_model.h"
#include "training/selftest/self_test_report.h"

#include <vector>

namespace tiebreak {

struct CheckedModel {
    Decoder& decoder;
    std::vector<PreferenceRow> rows; ///< a few; not empty
    double limit = 0;                ///< largest |Δ log p| of a token, nats
};

/// Each row alone against all rows together.
SelfTestCheck batchOfOneCheck(const CheckedModel& model);
/// Log-probabilities a few tokens at a time against one softmax over everything.
SelfTestCheck chunkedCheck(const CheckedModel& model);
/// Packed rows that share their prompt against rows of their own, padded to one length.
SelfTestCheck packedCheck(const CheckedModel& model);
/// The adapter switched off against the same model without it.
SelfTestCheck adapterOffCheck(const CheckedModel& model);
/// The cache that samples, a token at a time, against the pass that trains. Packs the weights for
/// inference and drops them again.
SelfTestCheck decodedCheck(const CheckedModel& model);
/// KL(π ‖ π) over the vocabulary of every token; with `reference`, KL(π ‖ π_ref), for a reference
/// that is the start.
SelfTestCheck klToItselfCheck(const CheckedModel& model, const ReferenceModel* reference);

/// Log-probabilities of all completion tokens, row by row, chosen before rejected. // [M] float32
at::Tensor tokenLogps(const Decoder& decoder, const std::vector<PreferenceRow>& rows);

} // namespace tiebreak
