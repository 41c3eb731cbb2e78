// Loading a model: a GGUF file or a Hugging Face folder (one or many safetensors files). Blocking,
// any thread; the result belongs to the caller.
#pragma once

#include "base/result.h"
#include "model/decoder.h"
#include "tensor/dtype.h"

#include <c10/core/Device.h>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>

namespace tiebreak {

struct LoadOptions {
    DtypeChoice dtype = DtypeChoice::Auto;
    c10::Device device = c10::Device(c10::kCPU);
    /// False: a trunk for a head of its own, `lm_head.weight` is neither needed nor read.
    bool withOutput = true;
    /// Linear layers of a GGUF in 8 or fewer bits stay as they are in the mapped file and are
    /// dequantised block by block on use: for sampling on the CPU; nothing trains.
    bool keepQuantised = false;
    /// Called with 0 … 1 as tensors arrive; may be empty.
    std::function<void(double)> progress;
    /// Asked before each tensor; true ends loading with Cancelled. May be empty.
    std::function<bool()> cancelled;
};

struct LoadedModel {
    std::shared_ptr<Decoder> decoder;
    std::filesystem::path path; ///< as given
    c10::ScalarType dtype = c10::ScalarType::Float;
    const ModelConfig& config() const { return decoder->config(); }
};

Result<LoadedModel> loadModel(const std::filesystem::path& path, const LoadOptions& options = {});

/// SHA-256 of a GGUF file, or of the sorted list "name hash\n" of a folder's weight files.
/// Remembered in cacheFolder() by path, size and time of change.
Result<std::string> modelHash(const std::filesystem::path& path);

} // namespace tiebreak
