#include "files/dequantise.h"

#include "files/dequantise_blocks.h"

namespace tiebreak {

namespace {

using Block = void (*)(const std::uint8_t* block, float* out);

constexpr int kHalfBlock = 16; ///< low nibbles are the first 16 elements, high nibbles the next 16

void blockF32(const std::uint8_t* block, float* out) {
    std::memcpy(out, block, sizeof(float));
}
void blockF16(const std::uint8_t* block, float* out) {
    *out = loadHalf(block);
}
void blockBf16(const std::uint8_t* block, float* out) {
    *out = bfloatToFloat(loadU16(block));
}

void blockQ4_0(const std::uint8_t* block, float* out) {
    const float d = loadHalf(block);
    const std::uint8_t* q = block + 2;
    for (int j = 0; j < kHalfBlock; ++j) {
        out[j] = static_cast<float>((q[j] & 0xF) - 8) * d;
        out[j + kHalfBlock] = static_cast<float>((q[j] >> 4) - 8) * d;
    }
}

void blockQ4_1(const std::uint8_t* block, float* out) {
    const float d = loadHalf(block);
    const float minimum = loadHalf(block + 2);
    const std::uint8_t* q = block + 4;
    for (int j = 0; j < kHalfBlock; ++j) {
        out[j] = static_cast<float>(q[j] & 0xF) * d + minimum;
        out[j + kHalfBlock] = static_cast<float>(q[j] >> 4) * d + minimum;
    }
}

/// The fifth bits of a block's 32 values.
std::uint32_t fifthBits(const std::uint8_t* at) {
    std::uint32_t bits;
    std::memcpy(&bits, at, sizeof bits);
    return bits;
}

int lowValue(const std::uint8_t* q, std::uint32_t fifth, int j) {
    return (q[j] & 0xF) | static_cast<int>(((fifth >> j) & 1) << 4);
}

int highValue(const std::uint8_t* q, std::uint32_t fifth, int j) {
    return (q[j] >> 4) | static_cast<int>(((fifth >> (j + kHalfBlock)) & 1) << 4);
}

void blockQ5_0(const std::uint8_t* block, float* out) {
    const float d = loadHalf(block);
    const auto fifth = fifthBits(block + 2);
    for (int j = 0; j < kHalfBlock; ++j) {
        out[j] = static_cast<float>(lowValue(block + 6, fifth, j) - 16) * d;
        out[j + kHalfBlock] = static_cast<float>(highValue(block + 6, fifth, j) - 16) * d;
    }
}

void blockQ5_1(const std::uint8_t* block, float* out) {
    const float d = loadHalf(block);
    const float minimum = loadHalf(block + 2);
    const auto fifth = fifthBits(block + 4);
    for (int j = 0; j < kHalfBlock; ++j) {
        out[j] = static_cast<float>(lowValue(block + 8, fifth, j)) * d + minimum;
        out[j + kHalfBlock] = static_cast<float>(highValue(block + 8, fifth, j)) * d + minimum;
    }
}

void blockQ8_0(const std::uint8_t* block, float* out) {
    const float d = loadHalf(block);
    const auto* q = reinterpret_cast<const std::int8_t*>(block + 2);
    for (int j = 0; j < 2 * kHalfBlock; ++j)
        out[j] = static_cast<float>(q[j]) * d;
}

void blockIq4Nl(const std::uint8_t* block, float* out) {
    const float d = loadHalf(block);
    for (int j = 0; j < kHalfBlock; ++j) {
        out[j] = d * static_cast<float>(kNonLinearLevels[block[2 + j] & 0xF]);
        out[j + kHalfBlock] = d * static_cast<float>(kNonLinearLevels[block[2 + j] >> 4]);
    }
}

/// The kernel is a constant, so that the compiler inlines it into the loop over blocks.
template <Block kernel>
void eachBlock(const TensorSpan& span, std::span<float> out) {
    const auto layout = blockLayout(span.format);
    const auto* block = reinterpret_cast<const std::uint8_t*>(span.bytes.data());
    float* to = out.data();
    for (auto left = static_cast<std::int64_t>(out.size()); left > 0; left -= layout.elements) {
        kernel(block, to);
        block += layout.bytes;
        to += layout.elements;
    }
}

using Loop = void (*)(const TensorSpan&, std::span<float>);

Loop loopFor(TensorFormat format) {
    switch (format) {
    case TensorFormat::F32:
        return eachBlock<blockF32>;
    case TensorFormat::F16:
        return eachBlock<blockF16>;
    case TensorFormat::BF16:
        return eachBlock<blockBf16>;
    case TensorFormat::Q4_0:
        return eachBlock<blockQ4_0>;
    case TensorFormat::Q4_1:
        return eachBlock<blockQ4_1>;
    case TensorFormat::Q5_0:
        return eachBlock<blockQ5_0>;
    case TensorFormat::Q5_1:
        return eachBlock<blockQ5_1>;
    case TensorFormat::Q8_0:
        return eachBlock<blockQ8_0>;
    case TensorFormat::Q2_K:
        return eachBlock<dequantiseQ2K>;
    case TensorFormat::Q3_K:
        return eachBlock<dequantiseQ3K>;
    case TensorFormat::Q4_K:
        return eachBlock<dequantiseQ4K>;
    case TensorFormat::Q5_K:
        return eachBlock<dequantiseQ5K>;
    case TensorFormat::Q6_K:
        return eachBlock<dequantiseQ6K>;
    case TensorFormat::IQ4_NL:
        return eachBlock<blockIq4Nl>;
    case TensorFormat::IQ4_XS:
        return eachBlock<dequantiseIq4Xs>;
    default:
        return nullptr;
    }
}

} // namespace

Status dequantise(const TensorSpan& span, std::span<float> out) {
    const auto layout = blockLayout(span.format);
    const Loop loop = loopFor(span.format);
    if (!loop)
        return Error{ErrorCode::Unsupported, "tensor '" + span.name + "': format " +
                                                 tensorFormatName(span.format) +
                                                 " holds no floats"};
    const auto elements = static_cast<std::size_t>(span.elements());
    const auto blocks = elements / static_cast<std::size_t>(layout.elements);
    if (out.size() != elements || elements % static_cast<std::size_t>(layout.elements) != 0 ||
        span.bytes.size() != blocks * static_cast<std::size_t>(layout.bytes))
        return Error{ErrorCode::BadArgument,
                     "tensor '" + span.name + "': " + std::to_string(elements) + " elements in " +
                         std::to_string(span.bytes.size()) + " bytes do not fit " +
                         std::to_string(out.size()) + " floats"};
    loop(span, out);
    return {};
}

} // namespace tiebreak
