#include "model/rotary.h"

#include <ATen/ATen.h>
#include <cmath>

namespace tiebreak {

namespace {

/// Llama 3's stretching: long waves are slowed by `factor`, short ones stay, those between are
/// blended.
double stretchLlama3(double frequency, const RopeScaling& scaling) {
    const double wave = 2 * M_PI / frequency;
    const auto context = static_cast<double>(scaling.originalContext);
    if (wave > context / scaling.lowFrequencyFactor)
        return frequency / scaling.factor;
    if (wave < context / scaling.highFrequencyFactor)
        return frequency;
    const double blend = (context / wave - scaling.lowFrequencyFactor) /
                         (scaling.highFrequencyFactor - scaling.lowFrequencyFactor);
    return (1 - blend) * frequency / scaling.factor + blend * frequency;
}

double stretch(double frequency, std::size_t index, const RopeScaling& scaling) {
    if (!scaling.frequencyDivisors.empty())
        return frequency / scaling.frequencyDivisors[index];
    if (scaling.kind == "linear")
        return frequency / scaling.factor;
    return scaling.kind == "llama3" ? stretchLlama3(frequency, scaling) : frequency;
}

} // namespace

at::Tensor rotaryFrequencies(const ModelConfig& config) {
    std::vector<float> frequencies(static_cast<std::size_t>(config.headSize / 2));
    for (std::size_t i = 0; i < frequencies.size(); ++i) {
        const double share = 2.0 * static_cast<double>(i) / static_cast<double>(config.headSize);
        frequencies[i] =
            static_cast<float>(stretch(std::pow(config.ropeTheta, -share), i, config.ropeScaling));
    }
    return at::tensor(frequencies, at::kFloat);
}

std::pair<at::Tensor, at::Tensor> rotaryAngles(const at::Tensor& positions,
                                               const at::Tensor& frequencies) {
    const auto half = positions.to(at::kFloat).unsqueeze(1) * frequencies.unsqueeze(0); // [N, S/2]
    const auto angles = at::cat({half, half}, 1);                                       // [N, S]
    return {angles.cos(), angles.sin()};
}

at::Tensor rotate(const at::Tensor& heads, const at::Tensor& cosine, const at::Tensor& sine) {
    const auto x = heads.to(at::kFloat);
    const auto halves = x.chunk(2, -1);
    const auto turned = at::cat({-halves[1], halves[0]}, -1);
    return (x * cosine.unsqueeze(1) + turned * sine.unsqueeze(1)).to(heads.scalar_type());
}

} // namespace tiebreak
