// Where weights come from, asked by Hugging Face name: a GGUF file or safetensors files. Reading is
// safe from any thread.
#pragma once

#include "base/result.h"
#include "files/gguf.h"
#include "files/safetensors.h"
#include "model/model_config.h"

#include <ATen/core/Tensor.h>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace tiebreak {

class WeightSource {
public:
    virtual ~WeightSource() = default;
    virtual bool has(const std::string& name) const = 0;
    /// As the file has it, in Hugging Face's order of rows; a view of the mapping where the format
    /// allows.
    virtual Result<at::Tensor> read(const std::string& name) const = 0;
};

/// q and k rows are put back from the order ggml's rotary embedding wants.
std::unique_ptr<WeightSource> ggufSource(GgufFile file, const ModelConfig& config);
/// model.safetensors, or the shards that model.safetensors.index.json lists.
Result<std::unique_ptr<WeightSource>> safetensorsSource(const std::filesystem::path& folder);
/// The weight files of a folder, in the order of their names.
Result<std::vector<std::filesystem::path>> weightFiles(const std::filesystem::path& folder);

} // namespace tiebreak
