// 16-bit floats to 32 bits, exactly, and back, to the nearest (ties to even), in a form that
// compilers vectorise. Pure functions, any thread.
#pragma once

#include <bit>
#include <cstdint>

namespace tiebreak {

/// IEEE binary16; infinities, NaN payloads and subnormals included.
inline float halfToFloat(std::uint16_t half) {
    const std::uint32_t sign = (half & 0x8000u) << 16;
    const std::uint32_t magnitude = (half & 0x7FFFu) << 13;
    // 2^112 moves the exponent from bias 15 to bias 127, and turns subnormals into normal numbers.
    const auto finite = std::bit_cast<std::uint32_t>(std::bit_cast<float>(magnitude) * 0x1p112f);
    const std::uint32_t special = magnitude | 0x7F800000u;
    return std::bit_cast<float>(sign | ((half & 0x7C00u) == 0x7C00u ? special : finite));
}

inline float bfloatToFloat(std::uint16_t value) {
    return std::bit_cast<float>(static_cast<std::uint32_t>(value) << 16);
}

/// Beyond 65,504 it becomes infinity; a NaN stays one.
inline std::uint16_t floatToHalf(float value) {
    const auto bits = std::bit_cast<std::uint32_t>(value);
    const std::uint32_t sign = (bits >> 16) & 0x8000u;
    const std::uint32_t magnitude = bits & 0x7FFFFFFFu;
    if (magnitude > 0x7F800000u)
        return static_cast<std::uint16_t>(sign | 0x7E00u);
    if (magnitude >= 0x47800000u) // 65,536
        return static_cast<std::uint16_t>(sign | 0x7C00u);
    // Subnormals are multiples of 2^-24, and so is every number from 0.5 to 1: the sum rounds.
    const auto shifted = std::bit_cast<std::uint32_t>(std::bit_cast<float>(magnitude) + 0.5f);
    const std::uint32_t subnormal = shifted - std::bit_cast<std::uint32_t>(0.5f);
    const std::uint32_t rounded = magnitude + 0x0FFFu + ((magnitude >> 13) & 1u);
    const std::uint32_t normal = (rounded - 0x38000000u) >> 13; // bias 127 to bias 15
    return static_cast<std::uint16_t>(sign | (magnitude < 0x38800000u ? subnormal : normal));
}

inline std::uint16_t floatToBfloat(float value) {
    const auto bits = std::bit_cast<std::uint32_t>(value);
    if ((bits & 0x7FFFFFFFu) > 0x7F800000u)
        return static_cast<std::uint16_t>((bits >> 16) | 0x40u); // quiet
    return static_cast<std::uint16_t>((bits + 0x7FFFu + ((bits >> 16) & 1u)) >> 16);
}

} // namespace tiebreak
