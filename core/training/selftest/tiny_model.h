// A small decoder and rows for it, made in code out of fixed seeds, so that a machine with nothing
// but the engine can test itself. Free functions, any thread; what they return is the caller's.
#pragma once

#include "model/decoder.h"
#include "training/data/preference_row.h"

#include <c10/core/Device.h>
#include <c10/core/ScalarType.h>
#include <filesystem>
#include <memory>
#include <vector>

namespace tiebreak {

/// Two layers, four heads over two key heads, width 64, vocabulary 320, with weights large enough
/// that every part of it moves the result; the same numbers wherever it is made.
std::shared_ptr<Decoder> makeTinyModel(c10::Device device = c10::kCPU,
                                       c10::ScalarType dtype = c10::kFloat);

/// Writes it as a Hugging Face folder without tokenizer, for what loads models by path.
Status saveTinyModel(const std::filesystem::path& folder);

/// Pairs of different lengths. The chosen side uses even ids only, the rejected side odd ones, so
/// there is something to learn.
std::vector<PreferenceRow> tinyPairs(std::size_t count);

} // namespace tiebreak
