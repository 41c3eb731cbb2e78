// Which processor and accelerators are there, and which of them a word on the command line means.
// CUDA is loaded at run time, only where an NVIDIA driver answers. Free functions, any thread.
#pragma once

#include "base/result.h"

#include <c10/core/Device.h>
#include <cstdint>
#include <string>
#include <vector>

namespace tiebreak {

struct ProcessorInfo {
    std::string name;
    int cores = 1;
    std::string bf16; ///< "amx" | "avx512" | "emulated"
};

struct CudaDeviceInfo {
    int index = 0;
    std::string name;
    std::uint64_t memoryTotal = 0; ///< bytes
    std::uint64_t memoryFree = 0;  ///< bytes
};

ProcessorInfo processorInfo();

/// Devices the NVIDIA driver lists; empty without a driver or without LibTorch's CUDA part.
std::vector<CudaDeviceInfo> cudaDevices();

/// "cpu", "cuda" or "auto" (cuda where it works). Asking for cuda in vain is an error that says
/// what is missing.
Result<c10::Device> parseDevice(const std::string& text);

/// Version of the LibTorch in use, for example "2.15.0".
std::string torchVersion();

} // namespace tiebreak
