// How many threads LibTorch uses inside one operation. Call once at start, before the first tensor.
#pragma once

namespace tiebreak {

/// `count` threads, or one for each core this process may run on when `count` is 0. Returns the
/// number used.
int setThreads(int count);

} // namespace tiebreak
