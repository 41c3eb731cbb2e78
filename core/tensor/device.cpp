#include "tensor/device.h"

#include "tensor/cuda_loader.h"

#include <torch/headeronly/version.h>

namespace tiebreak {

std::vector<CudaDeviceInfo> cudaDevices() {
    return driverDevices();
}

Result<c10::Device> parseDevice(const std::string& text) {
    if (text == "cpu")
        return c10::Device(c10::kCPU);
    if (text == "cuda") {
        TB_TRY(loadCuda());
        return c10::Device(c10::kCUDA, 0);
    }
    if (text == "auto" || text.empty())
        return loadCuda() ? c10::Device(c10::kCUDA, 0) : c10::Device(c10::kCPU);
    return Error{
        ErrorCode::BadArgument, "device '" + text + "': known are cpu, cuda, auto", {}, {}};
}

std::string torchVersion() {
    return std::to_string(TORCH_VERSION_MAJOR) + "." + std::to_string(TORCH_VERSION_MINOR) + "." +
           std::to_string(TORCH_VERSION_PATCH);
}

} // namespace tiebreak
