#include "files/gguf_header.h"

#include "files/shown_name.h"

#include <algorithm>
#include <optional>
#include <string_view>

namespace tiebreak {

namespace {

constexpr std::uint64_t kMaxTensors = 65'536;
constexpr std::uint64_t kMaxKeys = 65'536;
constexpr std::uint64_t kMaxKeyBytes = 65'535;
constexpr std::uint64_t kMaxArray = 1u << 20; ///< four times the largest vocabulary known
constexpr std::uint64_t kMaxNameBytes = 128;
constexpr std::uint32_t kMaxRank = 4;

constexpr std::pair<std::uint32_t, TensorFormat> kGgmlTypes[] = {
    {0, TensorFormat::F32},     {1, TensorFormat::F16},     {2, TensorFormat::Q4_0},
    {3, TensorFormat::Q4_1},    {6, TensorFormat::Q5_0},    {7, TensorFormat::Q5_1},
    {8, TensorFormat::Q8_0},    {10, TensorFormat::Q2_K},   {11, TensorFormat::Q3_K},
    {12, TensorFormat::Q4_K},   {13, TensorFormat::Q5_K},   {14, TensorFormat::Q6_K},
    {20, TensorFormat::IQ4_NL}, {23, TensorFormat::IQ4_XS}, {24, TensorFormat::I8},
    {25, TensorFormat::I16},    {26, TensorFormat::I32},    {27, TensorFormat::I64},
    {28, TensorFormat::F64},    {30, TensorFormat::BF16}};

std::optional<TensorFormat> formatOfGgmlType(std::uint32_t type) {
    for (const auto& [number, format] : kGgmlTypes)
        if (number == type)
            return format;
    return std::nullopt;
}

/// Names of types that exist but are not read here, for the refusal.
std::string ggmlTypeName(std::uint32_t type) {
    static const std::map<std::uint32_t, const char*> names{
        {4, "Q4_2"},    {5, "Q4_3"},     {9, "Q8_1"},   {15, "Q8_K"},  {16, "IQ2_XXS"},
        {17, "IQ2_XS"}, {18, "IQ3_XXS"}, {19, "IQ1_S"}, {21, "IQ3_S"}, {22, "IQ2_S"},
        {29, "IQ1_M"},  {34, "TQ1_0"},   {35, "TQ2_0"}, {39, "MXFP4"}};
    const auto found = names.find(type);
    return found == names.end() ? "number " + std::to_string(type) : found->second;
}

template <class Stored, class Wide>
Result<GgufValue> readScalar(ByteReader& reader) {
    TB_ASSIGN(const auto value, reader.read<Stored>("metadata value"));
    return GgufValue(static_cast<Wide>(value));
}

Result<GgufValue> readSingle(ByteReader& reader, std::uint32_t kind) {
    switch (kind) {
    case kU8:
        return readScalar<std::uint8_t, std::uint64_t>(reader);
    case kU16:
        return readScalar<std::uint16_t, std::uint64_t>(reader);
    case kU32:
        return readScalar<std::uint32_t, std::uint64_t>(reader);
    case kU64:
        return readScalar<std::uint64_t, std::uint64_t>(reader);
    case kI8:
        return readScalar<std::int8_t, std::int64_t>(reader);
    case kI16:
        return readScalar<std::int16_t, std::int64_t>(reader);
    case kI32:
        return readScalar<std::int32_t, std::int64_t>(reader);
    case kI64:
        return readScalar<std::int64_t, std::int64_t>(reader);
    case kF32:
        return readScalar<float, double>(reader);
    case kF64:
        return readScalar<double, double>(reader);
    case kBool: {
        TB_ASSIGN(const bool value, readGgufTruth(reader, "metadata value"));
        return GgufValue(value);
    }
    default: {
        TB_ASSIGN(auto text, reader.readString("metadata text", kMaxGgufTextBytes));
        return GgufValue(std::move(text));
    }
    }
}

/// `count` scalars of one stored type, widened.
template <class Stored, class Wide>
Result<GgufValue> readList(ByteReader& reader, std::uint64_t count) {
    std::vector<Wide> list;
    list.reserve(count);
    for (std::uint64_t k = 0; k < count; ++k) {
        TB_ASSIGN(const auto value, reader.read<Stored>("array element"));
        if constexpr (std::is_same_v<Stored, std::uint64_t>)
            if (value > INT64_MAX)
                return reader.bad("array element " + std::to_string(value) + " is above 63 bits");
        list.push_back(static_cast<Wide>(value));
    }
    return GgufValue(std::move(list));
}

Result<GgufValue> readTexts(ByteReader& reader, std::uint64_t count) {
    std::vector<std::string> list;
    list.reserve(count);
    for (std::uint64_t k = 0; k < count; ++k) {
        TB_ASSIGN(auto text, reader.readString("array text", kMaxGgufTextBytes));
        list.push_back(std::move(text));
    }
    return GgufValue(std::move(list));
}

Result<GgufValue> readBools(ByteReader& reader, std::uint64_t count) {
    std::vector<bool> list;
    for (std::uint64_t k = 0; k < count; ++k) {
        TB_ASSIGN(const bool value, readGgufTruth(reader, "array element"));
        list.push_back(value);
    }
    return GgufValue(std::move(list));
}

Result<GgufValue> readElements(ByteReader& reader, std::uint32_t kind, std::uint64_t count) {
    switch (kind) {
    case kU8:
        return readList<std::uint8_t, std::int64_t>(reader, count);
    case kI8:
        return readList<std::int8_t, std::int64_t>(reader, count);
    case kU16:
        return readList<std::uint16_t, std::int64_t>(reader, count);
    case kI16:
        return readList<std::int16_t, std::int64_t>(reader, count);
    case kU32:
        return readList<std::uint32_t, std::int64_t>(reader, count);
    case kI32:
        return readList<std::int32_t, std::int64_t>(reader, count);
    case kU64:
        return readList<std::uint64_t, std::int64_t>(reader, count);
    case kI64:
        return readList<std::int64_t, std::int64_t>(reader, count);
    case kF32:
        return readList<float, double>(reader, count);
    case kF64:
        return readList<double, double>(reader, count);
    case kBool:
        return readBools(reader, count);
    default:
        return readTexts(reader, count);
    }
}

Result<std::pair<std::string, GgufValue>> readEntry(ByteReader& reader) {
    TB_ASSIGN(const auto key, readGgufKey(reader));
    auto value = readGgufValue(reader, key.kind);
    if (!value)
        return inGgufMetadata(std::move(value).error(), key.name);
    return std::pair(std::string(key.name), std::move(value).value());
}

Result<std::vector<std::int64_t>> readShape(ByteReader& reader, const std::string& name) {
    TB_ASSIGN(const auto rank, reader.read<std::uint32_t>("tensor rank"));
    if (rank == 0 || rank > kMaxRank)
        return reader.bad("tensor " + shownName(name) + ": rank " + std::to_string(rank) +
                          ", expected 1 to " + std::to_string(kMaxRank));
    std::vector<std::int64_t> shape;
    for (std::uint32_t k = 0; k < rank; ++k) {
        TB_ASSIGN(const auto size, reader.read<std::uint64_t>("tensor size"));
        if (size == 0 || size > INT64_MAX)
            return reader.bad("tensor " + shownName(name) + ": size " + std::to_string(size) +
                              " of a dimension, expected at least 1");
        shape.push_back(static_cast<std::int64_t>(size));
    }
    std::reverse(shape.begin(), shape.end());
    return shape;
}

} // namespace

Result<GgufCounts> readGgufCounts(ByteReader& reader) {
    TB_ASSIGN(const auto magic, reader.read<std::uint32_t>("magic"));
    if (magic != 0x46554747) // "GGUF"
        return reader.bad("does not begin with GGUF");
    GgufCounts counts;
    TB_ASSIGN(counts.version, reader.read<std::uint32_t>("version"));
    if (counts.version != 2 && counts.version != 3)
        return Error{ErrorCode::Unsupported,
                     "GGUF version " + std::to_string(counts.version) + ", readable are 2 and 3"};
    TB_ASSIGN(counts.tensors, reader.read<std::uint64_t>("number of tensors"));
    TB_ASSIGN(counts.keys, reader.read<std::uint64_t>("number of metadata keys"));
    if (counts.tensors > kMaxTensors)
        return reader.bad("number of tensors " + std::to_string(counts.tensors) +
                          " is above the limit " + std::to_string(kMaxTensors));
    if (counts.keys > kMaxKeys)
        return reader.bad("number of metadata keys " + std::to_string(counts.keys) +
                          " is above the limit " + std::to_string(kMaxKeys));
    return counts;
}

std::optional<std::uint32_t> ggmlTypeOf(TensorFormat format) {
    for (const auto& [number, known] : kGgmlTypes)
        if (known == format)
            return number;
    return std::nullopt;
}

Error inGgufMetadata(Error error, std::string_view key) {
    error.message = "metadata " + shownName(key) + ": " + error.message;
    return error;
}

Result<bool> readGgufTruth(ByteReader& reader, const char* what) {
    TB_ASSIGN(const auto byte, reader.read<std::uint8_t>(what));
    if (byte > 1)
        return reader.bad(std::string(what) + ": truth value " + std::to_string(byte) +
                          ", expected 0 or 1");
    return byte == 1;
}

std::size_t smallestGgufSize(std::uint32_t kind) {
    constexpr std::size_t kSizes[kKinds] = {1, 1, 2, 2, 4, 4, 4, 1, 8, 12, 8, 8, 8};
    return kSizes[kind];
}

Result<GgufKey> readGgufKey(ByteReader& reader) {
    GgufKey key;
    TB_ASSIGN(key.name, reader.readView("metadata key", kMaxKeyBytes));
    if (key.name.empty() || !isValidUtf8(key.name))
        return reader.bad("a metadata key is empty or not UTF-8");
    TB_ASSIGN(key.kind, reader.read<std::uint32_t>("metadata kind"));
    if (key.kind >= kKinds)
        return reader.bad("metadata " + shownName(key.name) + ": kind " + std::to_string(key.kind) +
                          " is unknown");
    return key;
}

Result<GgufArray> readGgufArrayHead(ByteReader& reader) {
    GgufArray array;
    TB_ASSIGN(array.kind, reader.read<std::uint32_t>("array kind"));
    TB_ASSIGN(array.count, reader.read<std::uint64_t>("array length"));
    if (array.kind == kArray)
        return Error{ErrorCode::Unsupported, "an array of arrays is not supported"};
    if (array.kind >= kKinds)
        return reader.bad("array kind " + std::to_string(array.kind) + " is unknown");
    if (array.count > kMaxArray)
        return reader.bad("array length " + std::to_string(array.count) + " is above the limit " +
                          std::to_string(kMaxArray));
    if (array.count > reader.remaining() / smallestGgufSize(array.kind))
        return reader.bad("array length " + std::to_string(array.count) + " needs more than the " +
                          std::to_string(reader.remaining()) + " bytes that remain in the file");
    return array;
}

Result<GgufValue> readGgufValue(ByteReader& reader, std::uint32_t kind) {
    if (kind != kArray)
        return readSingle(reader, kind);
    TB_ASSIGN(const auto array, readGgufArrayHead(reader));
    return readElements(reader, array.kind, array.count);
}

Result<std::map<std::string, GgufValue>> readGgufMetadata(ByteReader& reader, std::uint64_t count) {
    std::map<std::string, GgufValue> metadata;
    for (std::uint64_t k = 0; k < count; ++k) {
        TB_ASSIGN(auto entry, readEntry(reader));
        auto [place, added] = metadata.insert(std::move(entry));
        if (!added)
            return reader.bad("metadata " + shownName(place->first) + " stands twice");
    }
    return metadata;
}

Result<GgufTensorEntry> readGgufTensor(ByteReader& reader) {
    GgufTensorEntry entry;
    TB_ASSIGN(entry.span.name, reader.readString("tensor name", kMaxNameBytes));
    const auto& name = entry.span.name;
    if (name.empty() || !isValidUtf8(name))
        return reader.bad("a tensor name is empty or not UTF-8");
    TB_ASSIGN(entry.span.shape, readShape(reader, name));
    TB_ASSIGN(const auto type, reader.read<std::uint32_t>("tensor type"));
    const auto format = formatOfGgmlType(type);
    if (!format)
        return Error{ErrorCode::Unsupported, "tensor " + shownName(name) + ": type " +
                                                 ggmlTypeName(type) + " is not supported"};
    entry.span.format = *format;
    TB_ASSIGN(entry.offset, reader.read<std::uint64_t>("tensor offset"));
    TB_ASSIGN(entry.size, bytesNeeded(entry.span));
    return entry;
}

} // namespace tiebreak
