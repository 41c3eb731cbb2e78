// Which branches of the instrumented rooms an input took, so that inputs which reach new ones are
// kept and mutated further. One thread.
#pragma once

namespace tiebreak::fuzz {

/// Forgets the branches of the input before.
void beginCoverage();
/// Whether the input since beginCoverage() took a branch, or took it more often, than all before.
bool endCoverage();

} // namespace tiebreak::fuzz
