// What a GGUF file says of a model that came as a Hugging Face folder: sizes,
// constants, rotary angles and the tokenizer, as llama.cpp reads them. The
// mirror of gguf_config.cpp. Free functions, any thread.
#pragma once

#include "files/gguf_write.h"
#include "model/model_config.h"

#include <filesystem>
#include <string>
#include <vector>

namespace tiebreak {

/// A tensor that no Hugging Face file has: rope_freqs.weight and kin. //
/// [values]
struct GgufFactors {
    std::string name;
    std::vector<float> values;
};

struct GgufDescription {
    std::vector<GgufEntry> metadata; ///< general.architecture first
    std::vector<GgufFactors> factors;
};

/// Unsupported names an architecture or a rotary stretching that GGUF has no
/// form for.
Result<GgufDescription> describeForGguf(const ModelConfig& config, const std::string& name);

/// Unsupported naming what a GGUF file that was written would compute otherwise than `config`: GGUF
/// has no words for some settings of some architectures.
Status checkSameMathematics(const ModelConfig& config, const ModelConfig& written);

/// The tokenizer's entries; none when the folder has no tokenizer.
Result<std::vector<GgufEntry>> ggufTokenizerEntries(const std::filesystem::path& folder,
                                                    const ModelConfig& config);

} // namespace tiebreak
