// What `selftest` does: every check this version knows, on one device, on a tiny model made in
// code, so that it needs nothing but the engine. Blocking; the calling thread becomes the
// decoder's.
#pragma once

#include "training/selftest/self_test_report.h"

#include <c10/core/Device.h>
#include <functional>

namespace tiebreak {

/// `found` hears of each check as it ends; may be empty. A check that cannot be computed is one
/// that failed. An error only where there is no room for the temporary model.
Result<SelfTestReport> selfTest(c10::Device device,
                                const std::function<void(const SelfTestCheck&)>& found = {});

} // namespace tiebreak
