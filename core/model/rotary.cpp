#include "model/rotary.h"

#include <ATen/ATen.h>
#include <algorithm>
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

/// The pair that turns `turns` times within the original context (Peng et al. 2023, eq. 17).
double yarnPair(double turns, const RotaryConfig& config) {
    const auto context = static_cast<double>(config.scaling.originalContext);
    return static_cast<double>(config.dims) * std::log(context / (turns * 2 * M_PI)) /
           (2 * std::log(config.theta));
}

/// YaRN: pairs before the ramp stay, those after it are slowed by `factor` (eq. 18 and 19).
double stretchYarn(double frequency, std::size_t index, const RotaryConfig& config) {
    const auto& scaling = config.scaling;
    double low = yarnPair(scaling.betaFast, config), high = yarnPair(scaling.betaSlow, config);
    if (scaling.truncate) {
        low = std::floor(low);
        high = std::ceil(high);
    }
    low = std::max(low, 0.0);
    high = std::min(high, static_cast<double>(config.dims - 1));
    if (low == high)
        high += 0.001; // as transformers does, so that there is a ramp
    const double ramp = std::clamp((static_cast<double>(index) - low) / (high - low), 0.0, 1.0);
    return frequency / scaling.factor * ramp + frequency * (1 - ramp);
}

double stretch(double frequency, std::size_t index, const RotaryConfig& config,
               std::int64_t length) {
    const auto& scaling = config.scaling;
    if (!scaling.frequencyDivisors.empty())
        return frequency / scaling.frequencyDivisors[index];
    if (scaling.kind == "linear")
        return frequency / scaling.factor;
    if (scaling.kind == "llama3")
        return stretchLlama3(frequency, scaling);
    if (scaling.kind == "yarn")
        return stretchYarn(frequency, index, config);
    if (scaling.kind == "longrope")
        return frequency / (length > scaling.originalContext ? scaling.longFactors
                                                             : scaling.shortFactors)[index];
    return frequency;
}

/// Dynamic: θ grows with the row beyond the trained context (Peng et al. 2023, section 3.1 and
/// appendix B.1).
double thetaFor(const RotaryConfig& config, std::int64_t length) {
    const auto& scaling = config.scaling;
    if (scaling.kind != "dynamic" || length <= scaling.originalContext)
        return config.theta;
    const double share = static_cast<double>(length) / static_cast<double>(scaling.originalContext);
    const auto dims = static_cast<double>(config.dims);
    return config.theta *
           std::pow(scaling.factor * share - (scaling.factor - 1), dims / (dims - 2));
}

} // namespace

at::Tensor rotaryFrequencies(const RotaryConfig& config, std::int64_t length) {
    std::vector<float> frequencies(static_cast<std::size_t>(config.dims / 2));
    const double theta = thetaFor(config, length);
    for (std::size_t i = 0; i < frequencies.size(); ++i) {
        const double share = 2.0 * static_cast<double>(i) / static_cast<double>(config.dims);
        frequencies[i] = static_cast<float>(stretch(std::pow(theta, -share), i, config, length));
    }
    return at::tensor(frequencies, at::kFloat);
}

Angles rotaryAngles(const at::Tensor& positions, const at::Tensor& frequencies) {
    const auto half = positions.to(at::kFloat).unsqueeze(1) * frequencies.unsqueeze(0); // [N, R/2]
    const auto angles = at::cat({half, half}, 1);                                       // [N, R]
    return {angles.cos(), angles.sin()};
}

at::Tensor rotate(const at::Tensor& heads, const at::Tensor& cosine, const at::Tensor& sine) {
    const auto dims = cosine.size(1);
    const auto x = heads.narrow(2, 0, dims).to(at::kFloat);
    const auto halves = x.chunk(2, -1);
    const auto turned = at::cat({-halves[1], halves[0]}, -1);
    const auto part =
        (x * cosine.unsqueeze(1) + turned * sine.unsqueeze(1)).to(heads.scalar_type());
    return dims == heads.size(2) ? part
                                 : at::cat({part, heads.narrow(2, dims, heads.size(2) - dims)}, 2);
}

Rotary::Rotary(RotaryConfig config, c10::Device device)
    : m_config(std::move(config))
    , m_frequencies(rotaryFrequencies(m_config).to(device)) {
    if (m_config.scaling.kind == "longrope")
        m_longFrequencies =
            rotaryFrequencies(m_config, m_config.scaling.originalContext + 1).to(device);
}

at::Tensor Rotary::frequencies(std::int64_t length) const {
    if (length <= m_config.scaling.originalContext)
        return m_frequencies;
    if (m_longFrequencies.defined())
        return m_longFrequencies;
    return m_config.scaling.kind == "dynamic"
               ? rotaryFrequencies(m_config, length).to(m_frequencies.device())
               : m_frequencies;
}

Angles Rotary::angles(const at::Tensor& positions, std::int64_t length) const {
    auto [cosine, sine] = rotaryAngles(positions, frequencies(length));
    const double factor = m_config.scaling.attentionFactor;
    return factor == 1 ? Angles{cosine, sine} : Angles{cosine * factor, sine * factor};
}

at::Tensor Rotary::tableOfDynamic(std::int64_t positions) const {
    std::vector<at::Tensor> rows;
    for (std::int64_t p = 0; p < positions; ++p)
        rows.push_back(frequencies(p + 1)); // [R/2]
    return at::stack(rows, 0);              // [positions, R/2]
}

const at::Tensor& Rotary::table(std::int64_t positions) const {
    if (m_table.defined() && m_table.size(0) >= positions)
        return m_table;
    const auto rows = std::max<std::int64_t>(2 * positions, 256);
    const auto& scaling = m_config.scaling;
    const auto places =
        at::arange(rows, at::TensorOptions(at::kFloat).device(m_frequencies.device())).unsqueeze(1);
    auto speeds = m_frequencies.unsqueeze(0); // [1, R/2]
    if (scaling.kind == "dynamic")
        speeds = tableOfDynamic(rows);
    if (scaling.kind == "longrope")
        speeds = at::where(places < scaling.originalContext, speeds,
                           m_longFrequencies.unsqueeze(0)); // [rows, R/2]
    const auto angles = places * speeds;
    m_table = at::cat({angles.cos(), angles.sin()}, 1) * scaling.attentionFactor; // [rows, R]
    return m_table;
}

bool Rotary::changes(std::int64_t before, std::int64_t after, bool atOnce) const {
    const auto& scaling = m_config.scaling;
    if (before == 0 || after <= scaling.originalContext)
        return false;
    if (scaling.kind == "dynamic") // the keys of earlier steps stay as they were turned
        return atOnce;
    return scaling.kind == "longrope" && before <= scaling.originalContext;
}

} // namespace tiebreak
