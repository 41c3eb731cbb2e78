// Rotary position embedding (Su et al. 2021, eq. 34) in the half-split layout of Hugging Face
// weights: element i of the R elements of a head that turn, turns with element i + R/2; the rest of
// the head stays. One thread drives a Rotary; the functions are free.
#pragma once

#include "model/model_config.h"

#include <ATen/core/Tensor.h>
#include <utility>

namespace tiebreak {

using Angles = std::pair<at::Tensor, at::Tensor>; ///< cosine and sine, [N, R] float32 each

/// Radians a position for each pair in rows of `length` tokens, with the stretching. // [R/2]
/// float32
at::Tensor rotaryFrequencies(const RotaryConfig& config, std::int64_t length = 0);

/// Cosine and sine for `positions` [N], each [N, R] (both halves alike) float32.
Angles rotaryAngles(const at::Tensor& positions, const at::Tensor& frequencies);

/// `heads` [N, H, S] turned by angles [N, R], computed in float32, in the dtype of `heads`.
at::Tensor rotate(const at::Tensor& heads, const at::Tensor& cosine, const at::Tensor& sine);

/// One set of angles of a model. Two stretchings look at a row's length: longrope has other
/// frequencies beyond the trained context, dynamic slows them with every token beyond it.
class Rotary {
public:
    Rotary(RotaryConfig config, c10::Device device);

    /// Angles of `positions` [N] in rows of which the longest has `length` tokens.
    Angles angles(const at::Tensor& positions, std::int64_t length) const;
    /// Row p: the angles a row's newest token has at position p, cosines of the R/2 pairs, then
    /// sines. // [`positions` or more, R] float32
    const at::Tensor& table(std::int64_t positions) const;
    /// Whether `tokens` tokens computed in a row of `before` have other angles in one of `after`,
    /// so that they must be computed anew. `atOnce`: the new tokens are a prompt's, not one step's.
    bool changes(std::int64_t before, std::int64_t after, bool atOnce) const;
    std::int64_t dims() const { return m_config.dims; }

private:
    at::Tensor frequencies(std::int64_t length) const;
    at::Tensor tableOfDynamic(std::int64_t positions) const;

    RotaryConfig m_config;
    at::Tensor m_frequencies;     // [R/2] float32, of short rows
    at::Tensor m_longFrequencies; // [R/2] float32, longrope
    mutable at::Tensor m_table;   // [positions, R] float32; grows on demand
};

} // namespace tiebreak
