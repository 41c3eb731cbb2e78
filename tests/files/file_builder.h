// Builds small model files field by field, so that a test can spoil one field at a time.
#pragma once

#include <cstdint>
#include <cstring>
#include <functional>
#include <string>
#include <vector>

namespace tiebreak::test {

/// A safetensors file: `header` behind its length, then `dataBytes` bytes.
inline std::string safetensorsFile(const std::string& header, std::size_t dataBytes = 0) {
    const std::uint64_t length = header.size();
    std::string bytes(reinterpret_cast<const char*>(&length), sizeof length);
    return bytes + header + std::string(dataBytes, '\1');
}

/// A header with one tensor 'a', whose description is `entry`.
inline std::string tensorHeader(const std::string& entry) {
    return "{\"a\":" + entry + "}";
}

/// Two float32 numbers: 8 bytes.
inline const std::string kGoodEntry = R"({"dtype":"F32","shape":[2],"data_offsets":[0,8]})";

/// A GGUF file.
struct GgufBuilder {
    std::string bytes;

    template <class T>
    GgufBuilder& put(T value) {
        bytes.append(reinterpret_cast<const char*>(&value), sizeof value);
        return *this;
    }
    GgufBuilder& u32(std::uint32_t value) { return put(value); }
    GgufBuilder& u64(std::uint64_t value) { return put(value); }
    GgufBuilder& text(const std::string& value) {
        u64(value.size());
        bytes += value;
        return *this;
    }
    GgufBuilder& tensor(const std::string& name, const std::vector<std::uint64_t>& sizes,
                        std::uint32_t type, std::uint64_t offset) {
        text(name).u32(static_cast<std::uint32_t>(sizes.size()));
        for (const auto size : sizes)
            u64(size);
        return u32(type).u64(offset);
    }
    /// The file so far, padded, then `count` bytes of data.
    std::string data(std::size_t count) const {
        auto whole = bytes;
        whole.append((32 - whole.size() % 32) % 32, '\0');
        return whole + std::string(count, '\0');
    }
};

/// Magic, version and counts.
inline GgufBuilder gguf(std::uint64_t tensors, std::uint64_t keys, std::uint32_t version = 3) {
    GgufBuilder builder;
    return builder.u32(0x46554747).u32(version).u64(tensors).u64(keys);
}

/// A file of one metadata key 'k' of kind `kind`, whose value is still to come.
inline GgufBuilder ggufKey(std::uint32_t kind) {
    auto builder = gguf(0, 1);
    return builder.text("k").u32(kind);
}

/// The format's numbers for kinds of metadata values.
enum GgufKindNumber : std::uint32_t {
    kU8Kind = 0,
    kU32Kind = 4,
    kI32Kind = 5,
    kF32Kind = 6,
    kBoolKind = 7,
    kTextKind = 8,
    kArrayKind = 9,
    kU64Kind = 10
};

} // namespace tiebreak::test
