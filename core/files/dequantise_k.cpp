#include "files/dequantise_blocks.h"

namespace tiebreak {

namespace {

struct ScaleAndMinimum {
    std::uint8_t scale;
    std::uint8_t minimum;
};

/// Eight 6-bit scales and minima share 12 bytes; the last four have their high bits in the first
/// eight bytes.
ScaleAndMinimum packedScale(const std::uint8_t* packed, int j) {
    if (j < 4)
        return {static_cast<std::uint8_t>(packed[j] & 63),
                static_cast<std::uint8_t>(packed[j + 4] & 63)};
    return {static_cast<std::uint8_t>((packed[j + 4] & 0xF) | ((packed[j - 4] >> 6) << 4)),
            static_cast<std::uint8_t>((packed[j + 4] >> 4) | ((packed[j] >> 6) << 4))};
}

/// Sixteen 6-bit scales in 12 bytes: low four bits in the first eight, high two in the last four.
int q3Scale(const std::uint8_t* packed, int j) {
    const int low = j < 8 ? packed[j] & 0xF : packed[j - 8] >> 4;
    const int high = (packed[8 + j % 4] >> (2 * (j / 4))) & 3;
    return (low | (high << 4)) - 32;
}

} // namespace

/// scales[16], two-bit values [64], scale, minimum scale
void dequantiseQ2K(const std::uint8_t* block, float* out) {
    const float d = loadHalf(block + 80);
    const float dMin = loadHalf(block + 82);
    for (int group = 0; group < 16; ++group) {
        const std::uint8_t packed = block[group];
        const float scale = d * static_cast<float>(packed & 0xF);
        const float minimum = dMin * static_cast<float>(packed >> 4);
        const std::uint8_t* q = block + 16 + 32 * (group / 8) + 16 * (group % 2);
        const int shift = 2 * (group / 2 % 4);
        for (int l = 0; l < 16; ++l)
            *out++ = scale * static_cast<float>((q[l] >> shift) & 3) - minimum;
    }
}

/// high bits [32], low two bits [64], scales[12], scale
void dequantiseQ3K(const std::uint8_t* block, float* out) {
    const float d = loadHalf(block + 108);
    for (int group = 0; group < 16; ++group) {
        const float scale = d * static_cast<float>(q3Scale(block + 96, group));
        const std::uint8_t* high = block + 16 * (group % 2);
        const std::uint8_t* q = block + 32 + 32 * (group / 8) + 16 * (group % 2);
        const int shift = 2 * (group / 2 % 4);
        const int bit = group / 2;
        for (int l = 0; l < 16; ++l) {
            const int value = ((q[l] >> shift) & 3) - ((high[l] >> bit) & 1 ? 0 : 4);
            *out++ = scale * static_cast<float>(value);
        }
    }
}

/// scale, minimum scale, packed scales [12], four-bit values [128]
void dequantiseQ4K(const std::uint8_t* block, float* out) {
    const float d = loadHalf(block);
    const float dMin = loadHalf(block + 2);
    for (int group = 0; group < 8; ++group) {
        const auto packed = packedScale(block + 4, group);
        const float scale = d * static_cast<float>(packed.scale);
        const float minimum = dMin * static_cast<float>(packed.minimum);
        const std::uint8_t* q = block + 16 + 32 * (group / 2);
        const int shift = 4 * (group % 2);
        for (int l = 0; l < 32; ++l)
            *out++ = scale * static_cast<float>((q[l] >> shift) & 0xF) - minimum;
    }
}

/// scale, minimum scale, packed scales [12], fifth bits [32], four-bit values [128]
void dequantiseQ5K(const std::uint8_t* block, float* out) {
    const float d = loadHalf(block);
    const float dMin = loadHalf(block + 2);
    for (int group = 0; group < 8; ++group) {
        const auto packed = packedScale(block + 4, group);
        const float scale = d * static_cast<float>(packed.scale);
        const float minimum = dMin * static_cast<float>(packed.minimum);
        const std::uint8_t* high = block + 16;
        const std::uint8_t* q = block + 48 + 32 * (group / 2);
        const int shift = 4 * (group % 2);
        for (int l = 0; l < 32; ++l) {
            const int value = ((q[l] >> shift) & 0xF) | (((high[l] >> group) & 1) << 4);
            *out++ = scale * static_cast<float>(value) - minimum;
        }
    }
}

/// low four bits [128], high two bits [64], signed scales [16], scale
void dequantiseQ6K(const std::uint8_t* block, float* out) {
    const float d = loadHalf(block + 208);
    const auto* scales = reinterpret_cast<const std::int8_t*>(block + 192);
    for (int group = 0; group < 16; ++group) {
        const int half = group / 8;
        const int quarter = group / 2 % 4; // which of the four 32-element runs of this half
        const int column = 16 * (group % 2);
        const float scale = d * static_cast<float>(scales[group]);
        const std::uint8_t* low = block + 64 * half + 32 * (quarter % 2) + column;
        const std::uint8_t* high = block + 128 + 32 * half + column;
        for (int l = 0; l < 16; ++l) {
            const int value =
                ((low[l] >> (4 * (quarter / 2))) & 0xF) | (((high[l] >> (2 * quarter)) & 3) << 4);
            *out++ = scale * static_cast<float>(value - 32);
        }
    }
}

/// scale, high scale bits, low scale bits [4], four-bit levels [128]
void dequantiseIq4Xs(const std::uint8_t* block, float* out) {
    const float d = loadHalf(block);
    const unsigned high = loadU16(block + 2);
    for (int group = 0; group < 8; ++group) {
        const unsigned low = (block[4 + group / 2] >> (4 * (group % 2))) & 0xF;
        const int packed = static_cast<int>(low | (((high >> (2 * group)) & 3) << 4));
        const float scale = d * static_cast<float>(packed - 32);
        const std::uint8_t* q = block + 8 + 16 * group;
        for (int l = 0; l < 16; ++l) {
            out[l] = scale * static_cast<float>(kNonLinearLevels[q[l] & 0xF]);
            out[l + 16] = scale * static_cast<float>(kNonLinearLevels[q[l] >> 4]);
        }
        out += 32;
    }
}

} // namespace tiebreak
