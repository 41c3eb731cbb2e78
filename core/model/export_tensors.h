// The weights of an export: which, in what type, and their bytes when their turn comes. Used by the
// files export_*.cpp alone; one thread.
#pragma once

#include "model/export_model.h"

#include <ATen/core/Tensor.h>
#include <functional>
#include <vector>

namespace tiebreak {

/// One weight: its name and shape, the format it is written in, and how to get it.
struct ExportTensor {
    TensorSpan info; ///< its bytes, where they are given, are written as they are
    std::function<Result<at::Tensor>()> read; ///< asked when there are no bytes
};

class ExportTensors {
public:
    void add(ExportTensor tensor) { m_tensors.push_back(std::move(tensor)); }
    std::size_t size() const { return m_tensors.size(); }
    std::vector<TensorSpan> infos() const;
    /// Tensor number `index` in its format; valid until the next call.
    Result<std::span<const std::byte>> bytes(std::size_t index);
    ExportReport report() const;

private:
    Result<std::span<const std::byte>> encode(const ExportTensor& tensor);

    std::vector<ExportTensor> m_tensors;
    at::Tensor m_held;                // what bytes() last gave a view of
    std::vector<std::byte> m_encoded; // or its encoding
};

/// In a Hugging Face folder: as asked for, as stored, or float32 where a block format is stored.
TensorFormat folderFormat(TensorFormat stored, const std::optional<TensorFormat>& wanted);
/// In a GGUF file: vectors in float32, matrices as asked for (float16 where rows are no whole
/// blocks) or as stored, block formats included unless an adapter `changed` them: those become
/// float16.
TensorFormat ggufFormat(const TensorSpan& stored, const std::optional<TensorFormat>& wanted,
                        bool changed);

} // namespace tiebreak
