#include "tensor/threads.h"

#include "tensor/device.h"

#include <ATen/Parallel.h>

namespace tiebreak {

int setThreads(int count) {
    at::set_num_threads(count > 0 ? count : processorInfo().cores);
    return at::get_num_threads();
}

} // namespace tiebreak
