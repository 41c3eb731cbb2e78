#include "files/quantise.h"

#include "files/half.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace tiebreak {

namespace {

/// A scale in 16 bits, then 32 signed bytes: x ≈ scale · q.
struct BlockQ8_0 {
    std::uint16_t scale;
    std::int8_t values[32];
};
static_assert(sizeof(BlockQ8_0) == 34);

void encodeQ8_0(std::span<const float> values, std::byte* out) {
    BlockQ8_0 block;
    for (std::size_t k = 0; k < values.size(); k += 32, out += sizeof block) {
        float largest = 0;
        for (std::size_t j = 0; j < 32; ++j)
            largest = std::max(largest, std::fabs(values[k + j]));
        const float scale = largest / 127.0f;
        const float inverse = scale != 0 ? 1.0f / scale : 0.0f;
        block.scale = floatToHalf(scale);
        for (std::size_t j = 0; j < 32; ++j)
            block.values[j] = static_cast<std::int8_t>(std::round(values[k + j] * inverse));
        std::memcpy(out, &block, sizeof block);
    }
}

template <std::uint16_t (*convert)(float)>
void encode16(std::span<const float> values, std::byte* out) {
    for (const float value : values) {
        const std::uint16_t bits = convert(value);
        std::memcpy(out, &bits, sizeof bits);
        out += sizeof bits;
    }
}

} // namespace

Result<TensorFormat> parseWeightType(const std::string& name) {
    constexpr std::pair<const char*, TensorFormat> kTypes[] = {{"f32", TensorFormat::F32},
                                                               {"f16", TensorFormat::F16},
                                                               {"bf16", TensorFormat::BF16},
                                                               {"q8_0", TensorFormat::Q8_0}};
    for (const auto& [known, format] : kTypes)
        if (name == known)
            return format;
    return Error{
        ErrorCode::BadArgument, "type '" + name + "': known are f32, f16, bf16, q8_0", {}, {}};
}

Result<std::vector<std::byte>> quantise(std::span<const float> values, TensorFormat format) {
    const auto layout = blockLayout(format);
    const auto blocks = values.size() / static_cast<std::size_t>(layout.elements);
    if (values.size() % static_cast<std::size_t>(layout.elements) != 0)
        return Error{ErrorCode::BadArgument,
                     std::to_string(values.size()) + " numbers are no whole blocks of " +
                         std::to_string(layout.elements),
                     {},
                     {}};
    std::vector<std::byte> out(blocks * static_cast<std::size_t>(layout.bytes));
    switch (format) {
    case TensorFormat::F32:
        if (!out.empty())
            std::memcpy(out.data(), values.data(), out.size());
        return out;
    case TensorFormat::F16:
        encode16<floatToHalf>(values, out.data());
        return out;
    case TensorFormat::BF16:
        encode16<floatToBfloat>(values, out.data());
        return out;
    case TensorFormat::Q8_0:
        for (const float value : values)
            if (!std::isfinite(value))
                return Error{ErrorCode::NonFinite,
                             "a number that is not finite has no place in Q8_0",
                             {},
                             {}};
        encodeQ8_0(values, out.data());
        return out;
    default:
        return Error{ErrorCode::Unsupported,
                     std::string("format ") + tensorFormatName(format) + " is not written",
                     {},
                     {}};
    }
}

} // namespace tiebreak
