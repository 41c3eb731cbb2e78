// Fills a decoder's weights from a source: several tensors at a time, shapes checked. Blocking, any
// thread.
#pragma once

#include "model/decoder.h"
#include "model/load_model.h"
#include "model/weight_places.h"
#include "model/weight_source.h"

namespace tiebreak {

/// Weights in `dtype` on the options' device, without gradient.
Result<DecoderWeights> loadWeights(const WeightSource& source, const ModelConfig& config,
                                   c10::ScalarType dtype, const LoadOptions& options);

/// Fills what `places` point at.
Status loadPlaces(const WeightSource& source, const std::vector<WeightPlace>& places,
                  c10::ScalarType dtype, const LoadOptions& options);

} // namespace tiebreak
