// The self-test at the start of a run: the run's own model on some of its own rows. Costs a few
// forward passes of a few hundred tokens. Changes nothing, draws no random number. The trainer's
// thread.
#pragma once

#include "training/selftest/self_test_report.h"
#include "training/selftest/self_test_subject.h"

namespace tiebreak {

/// `fresh`: no step was made yet, so policy and reference may still be compared. A check that
/// cannot be computed is one that failed; numbers that are not finite make it NonFinite.
SelfTestReport selfTestRun(const SelfTestSubject& subject, bool fresh);

} // namespace tiebreak
