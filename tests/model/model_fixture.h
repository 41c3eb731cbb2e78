// What the model tests share: fixtures by name, golden tensors, the comparison and its tolerance.
#pragma once

#include "base/atomic_file.h"
#include "files/safetensors.h"
#include "model/load_model.h"
#include "tensor/span_tensor.h"

#include <ATen/ATen.h>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>

namespace tiebreak::test {

inline const std::filesystem::path kData = std::filesystem::path(TIEBREAK_TEST_DATA) / "model";

/// Largest difference in float32 between transformers and us on the tiny models.
inline constexpr double kTinyTolerance = 1e-4;

/// The value, or an exception that Qt Test shows with the error's text.
template <class T>
T need(Result<T> result) {
    if (!result)
        throw std::runtime_error(result.error().text());
    return std::move(result).value();
}
inline void need(const Status& status) {
    if (!status)
        throw std::runtime_error(status.error().text());
}

inline LoadedModel loadFloat(const std::filesystem::path& path) {
    LoadOptions options;
    options.dtype = DtypeChoice::Float32;
    return need(loadModel(path, options));
}

inline at::Tensor golden(const std::filesystem::path& file, const std::string& name) {
    const auto opened = need(SafetensorsFile::open(file));
    const auto* span = opened.find(name);
    if (span == nullptr)
        throw std::runtime_error("golden tensor '" + name + "' is missing");
    return need(tensorFromSpan(*span, opened.file().owner())).clone();
}

inline nlohmann::json goldenJson(const std::filesystem::path& file) {
    return nlohmann::json::parse(need(readFile(file, 256u << 20)));
}

inline double largestDifference(const at::Tensor& a, const at::Tensor& b) {
    return (a.to(at::kDouble) - b.to(at::kDouble)).abs().max().item<double>();
}

inline at::Tensor asTensor(const std::vector<double>& values) {
    return at::tensor(values, at::kDouble);
}

/// Logits after the last token, without a cache. // [V]
inline at::Tensor lastLogits(const Decoder& decoder, const std::vector<std::int64_t>& ids) {
    PackedInputBuilder builder;
    builder.addRow(ids);
    const auto hidden = decoder.hiddenStates(builder.build());
    return decoder.logits(hidden.narrow(0, hidden.size(0) - 1, 1)).select(0, 0).to(at::kFloat);
}

} // namespace tiebreak::test
