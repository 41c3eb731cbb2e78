// The parts of a GGUF header as they are read one after the other; used by the files gguf*.cpp
// alone.
#pragma once

#include "files/byte_reader.h"
#include "files/gguf.h"

#include <optional>
#include <string_view>

namespace tiebreak {

struct GgufCounts {
    std::uint32_t version = 0;
    std::uint64_t tensors = 0;
    std::uint64_t keys = 0;
};

/// Magic, version and both counts, each within its limit.
Result<GgufCounts> readGgufCounts(ByteReader& reader);

/// What a first walk over the metadata finds. Nothing else is kept, so that a broken file is
/// refused before memory is spent on its values.
struct GgufOutline {
    std::size_t end = 0;                ///< where the tensors' entries begin
    std::optional<GgufValue> alignment; ///< of general.alignment
    std::vector<GgufRawEntry> entries;  ///< in the file's order
};

/// Checks every length, kind, count and name of `count` entries.
Result<GgufOutline> outlineGgufMetadata(ByteReader reader, std::uint64_t count);

/// The same entries with their values.
Result<std::map<std::string, GgufValue>> readGgufMetadata(ByteReader& reader, std::uint64_t count);

/// The format's numbers for the kinds of metadata values.
enum GgufKind : std::uint32_t {
    kU8,
    kI8,
    kU16,
    kI16,
    kU32,
    kI32,
    kF32,
    kBool,
    kString,
    kArray,
    kU64,
    kI64,
    kF64,
    kKinds
};

inline constexpr std::uint64_t kMaxGgufTextBytes = 16u << 20;

/// Kind and length of an array, checked against what remains in the file.
struct GgufArray {
    std::uint32_t kind = 0;
    std::uint64_t count = 0;
};
Result<GgufArray> readGgufArrayHead(ByteReader& reader);

/// A key and the kind of its value.
struct GgufKey {
    std::string_view name;
    std::uint32_t kind = 0;
};
Result<GgufKey> readGgufKey(ByteReader& reader);
/// Bytes of one value of a kind, of its length field for texts.
std::size_t smallestGgufSize(std::uint32_t kind);
Result<GgufValue> readGgufValue(ByteReader& reader, std::uint32_t kind);
Result<bool> readGgufTruth(ByteReader& reader, const char* what);
/// The error with the key it belongs to.
Error inGgufMetadata(Error error, std::string_view key);

/// The format's number for a type; none for those that only safetensors has.
std::optional<std::uint32_t> ggmlTypeOf(TensorFormat format);

/// A tensor's entry; `offset` counts from the start of the data.
struct GgufTensorEntry {
    TensorSpan span; ///< without bytes
    std::uint64_t offset = 0;
    std::uint64_t size = 0; ///< bytes its shape and format need
};

Result<GgufTensorEntry> readGgufTensor(ByteReader& reader);

} // namespace tiebreak
