// Taking a model out again, in formats that others read: a Hugging Face folder (transformers), a
// PEFT folder (peft), a folder with an adapter merged in, a GGUF file (llama.cpp). Weights go
// tensor by tensor in the type they are stored in, bit for bit, unless another one is asked for or
// an adapter changes them. Free functions; blocking, any thread.
#pragma once

#include "base/result.h"
#include "files/tensor_span.h"

#include <filesystem>
#include <optional>
#include <string>

namespace tiebreak {

enum class ExportTarget { HuggingFace, Peft, Merged, Gguf };

/// "hf", "peft", "merged" or "gguf"; anything else is a BadArgument naming it.
Result<ExportTarget> parseExportTarget(const std::string& name);

struct ExportOptions {
    std::filesystem::path model;   ///< GGUF file or Hugging Face folder
    std::filesystem::path adapter; ///< PEFT folder; empty: none
    ExportTarget target = ExportTarget::HuggingFace;
    std::optional<TensorFormat> type;         ///< none: as stored (of quantised weights float32)
    std::filesystem::path out;                ///< must not exist yet, or be an empty folder
    std::uint64_t shardBytes = 5'000'000'000; ///< a larger model becomes several safetensors files
};

struct ExportReport {
    std::size_t tensors = 0;
    std::uint64_t bytes = 0;               ///< of weights
    TensorFormat type = TensorFormat::F32; ///< of most weights
};

/// Appears whole or not at all.
Result<ExportReport> exportModel(const ExportOptions& options);

} // namespace tiebreak
