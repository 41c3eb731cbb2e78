// A decoder's matrix products as decoding wants them: queries, keys and values in one, gate and up
// in one, laid out by oneDNN for a batch width where that is possible. Belongs to one Decoder,
// which it points into while it is plain. No gradient.
#pragma once

#include "model/decoder.h"

#include <vector>

namespace tiebreak {

struct PackOptions {
    bool withAdapter = true;
    std::int64_t width = 1; ///< rows of the products to come
    c10::ScalarType dtype;
    bool releasePlain = false; ///< the plain weight leaves memory once it is packed
};

/// One or several linear layers of one input, side by side.
class Projection {
public:
    /// The layers as they are.
    explicit Projection(std::vector<Linear*> parts)
        : m_parts(std::move(parts)) {}
    /// Copies and lays out the merged weights; quantised layers stay as they are.
    void pack(const PackOptions& options);
    /// [M, in] → [M, sum of out]
    at::Tensor apply(const at::Tensor& input, bool withAdapter) const;

private:
    std::vector<Linear*> m_parts;
    at::Tensor m_weight; // [sum of out, in]; undefined: plain
    at::Tensor m_bias;   // [sum of out] or undefined
    bool m_laidOut = false;
};

struct InferenceLayer {
    Projection queryKeyValue, output, gateUp, down;
};

class InferenceWeights {
public:
    explicit InferenceWeights(DecoderWeights& weights);
    void pack(const PackOptions& options);
    bool packed() const { return m_packed; }
    const std::vector<InferenceLayer>& layers() const { return m_layers; }
    const Projection& output() const { return m_output; }

private:
    std::vector<InferenceLayer> m_layers;
    Linear m_outputLayer; // before m_output, which points at it
    Projection m_output;
    bool m_packed = false;
};

} // namespace tiebreak
