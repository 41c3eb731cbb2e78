// Brings in LibTorch's CUDA part at run time, and asks the NVIDIA driver what it has. Any thread.
#pragma once

#include "tensor/device.h"

namespace tiebreak {

/// What the driver (libcuda.so.1) lists, with memory; empty where there is none.
std::vector<CudaDeviceInfo> driverDevices();

/// Loads libtorch_cuda.so from beside libtorch_cpu.so, once; the error says what is missing.
Status loadCuda();

} // namespace tiebreak
