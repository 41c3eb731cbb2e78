#include "files/tensor_span.h"

#include "files/shown_name.h"

#include <algorithm>
#include <array>
#include <numeric>

namespace tiebreak {

namespace {

struct FormatRow {
    const char* name;
    BlockLayout layout;
};

/// In the order of TensorFormat.
constexpr std::array<FormatRow, 22> kFormats{{
    {"F64", {1, 8}},      {"F32", {1, 4}},        {"F16", {1, 2}},      {"BF16", {1, 2}},
    {"I64", {1, 8}},      {"I32", {1, 4}},        {"I16", {1, 2}},      {"I8", {1, 1}},
    {"U8", {1, 1}},       {"BOOL", {1, 1}},       {"Q4_0", {32, 18}},   {"Q4_1", {32, 20}},
    {"Q5_0", {32, 22}},   {"Q5_1", {32, 24}},     {"Q8_0", {32, 34}},   {"Q2_K", {256, 84}},
    {"Q3_K", {256, 110}}, {"Q4_K", {256, 144}},   {"Q5_K", {256, 176}}, {"Q6_K", {256, 210}},
    {"IQ4_NL", {32, 18}}, {"IQ4_XS", {256, 136}},
}};

} // namespace

BlockLayout blockLayout(TensorFormat format) {
    return kFormats.at(static_cast<std::size_t>(format)).layout;
}

const char* tensorFormatName(TensorFormat format) {
    return kFormats.at(static_cast<std::size_t>(format)).name;
}

/// Blocks lie along the innermost dimension, which must hold a whole number of them.
Result<std::uint64_t> bytesNeeded(const TensorSpan& tensor) {
    const auto bad = [&](const std::string& message) {
        return Error{
            ErrorCode::BadFile, "tensor " + shownName(tensor.name) + ": " + message, {}, {}};
    };
    const auto layout = blockLayout(tensor.format);
    const auto row = tensor.shape.empty() ? 1 : tensor.shape.back();
    if (row % layout.elements != 0)
        return bad("rows of " + std::to_string(row) + " elements are no multiple of the block of " +
                   std::to_string(layout.elements));
    std::int64_t elements = 1;
    for (const auto size : tensor.shape)
        if (__builtin_mul_overflow(elements, size, &elements))
            return bad("shape overflows 64 bits");
    std::int64_t bytes = 0;
    if (__builtin_mul_overflow(elements / layout.elements, layout.bytes, &bytes))
        return bad("size overflows 64 bits");
    return static_cast<std::uint64_t>(bytes);
}

Result<NameIndex> indexByName(const std::vector<TensorSpan>& tensors) {
    NameIndex index(tensors.size());
    std::iota(index.begin(), index.end(), 0u);
    const auto nameOf = [&](std::uint32_t place) -> const std::string& {
        return tensors[place].name;
    };
    std::sort(index.begin(), index.end(), [&](auto a, auto b) { return nameOf(a) < nameOf(b); });
    const auto twice = std::adjacent_find(index.begin(), index.end(),
                                          [&](auto a, auto b) { return nameOf(a) == nameOf(b); });
    if (twice != index.end())
        return Error{
            ErrorCode::BadFile, "tensor " + shownName(nameOf(*twice)) + " stands twice", {}, {}};
    return index;
}

const TensorSpan* findByName(const std::vector<TensorSpan>& tensors, const NameIndex& index,
                             std::string_view name) {
    const auto found =
        std::lower_bound(index.begin(), index.end(), name,
                         [&](auto place, auto wanted) { return tensors[place].name < wanted; });
    if (found == index.end() || tensors[*found].name != name)
        return nullptr;
    return &tensors[*found];
}

} // namespace tiebreak
