// One block of each format to float32; the layouts are those of ggml. Used by dequantise.cpp alone.
#pragma once

#include "files/half.h"

#include <cstdint>
#include <cstring>

namespace tiebreak {

inline std::uint16_t loadU16(const std::uint8_t* at) {
    std::uint16_t value;
    std::memcpy(&value, at, sizeof value);
    return value;
}

inline float loadHalf(const std::uint8_t* at) {
    return halfToFloat(loadU16(at));
}

/// The sixteen levels of IQ4_NL and IQ4_XS.
inline constexpr std::int8_t kNonLinearLevels[16] = {-127, -104, -83, -65, -49, -35, -22, -10,
                                                     1,    13,   25,  38,  53,  69,  89,  113};

// 256 elements each
void dequantiseQ2K(const std::uint8_t* block, float* out);
void dequantiseQ3K(const std::uint8_t* block, float* out);
void dequantiseQ4K(const std::uint8_t* block, float* out);
void dequantiseQ5K(const std::uint8_t* block, float* out);
void dequantiseQ6K(const std::uint8_t* block, float* out);
void dequantiseIq4Xs(const std::uint8_t* block, float* out);

} // namespace tiebreak
