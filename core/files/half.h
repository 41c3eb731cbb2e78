// 16-bit floats to 32 bits, exactly, in a form that compilers vectorise. Pure functions, any
// thread.
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

} // namespace tiebreak
