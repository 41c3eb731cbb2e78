// Where weights come from, asked by Hugging Face name: a GGUF file or safetensors files. Reading is
// safe from any thread.
#pragma once

#include "base/result.h"
#include "files/gguf.h"
#include "files/safetensors.h"
#include "model/model_config.h"
#include "tensor/quantised_matrix.h"

#include <ATen/core/Tensor.h>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace tiebreak {

class WeightSource {
public:
    using Blocks = std::shared_ptr<const QuantisedMatrix>;
    virtual ~WeightSource() = default;
    virtual bool has(const std::string& name) const = 0;
    /// As the file has it, in Hugging Face's order of rows; a view of the mapping where the format
    /// allows.
    virtual Result<at::Tensor> read(const std::string& name) const = 0;
    /// The format it is stored in; none where it is not there.
    virtual std::optional<TensorFormat> formatOf(const std::string& name) const = 0;
    /// A matrix as it is quantised in the file, rows in Hugging Face's order; null where it is not.
    virtual Result<Blocks> blocks(const std::string&) const { return Blocks(); }
};

/// q and k rows are put back from the order ggml's rotary embedding wants.
std::unique_ptr<WeightSource> ggufSource(GgufFile file, const ModelConfig& config);
/// model.safetensors, or the shards that model.safetensors.index.json lists.
Result<std::unique_ptr<WeightSource>> safetensorsSource(const std::filesystem::path& folder);
/// Of a GGUF file or a folder.
Result<std::unique_ptr<WeightSource>> openWeightSource(const std::filesystem::path& path,
                                                       const ModelConfig& config);
/// The weight files of a folder, in the order of their names.
Result<std::vector<std::filesystem::path>> weightFiles(const std::filesystem::path& folder);

} // namespace tiebreak
