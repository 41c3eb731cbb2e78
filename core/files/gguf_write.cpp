#include "files/gguf_write.h"

#include "files/durable_file.h"
#include "files/gguf_header.h"
#include "files/shown_name.h"

#include <algorithm>

namespace tiebreak {

namespace {

constexpr std::uint64_t kAlignment = 32;

std::uint64_t padded(std::uint64_t size) {
    return (size + kAlignment - 1) / kAlignment * kAlignment;
}

class HeaderBytes {
public:
    template <class T>
    void put(T value) {
        m_bytes.append(reinterpret_cast<const char*>(&value), sizeof value);
    }
    void text(std::string_view value) {
        put<std::uint64_t>(value.size());
        m_bytes.append(value);
    }
    void pad() { m_bytes.resize(padded(m_bytes.size()), '\0'); }
    std::span<const std::byte> bytes() const { return std::as_bytes(std::span(m_bytes)); }

    // — kind and value —
    void value(bool given) { kinded(kBool, static_cast<std::uint8_t>(given)); }
    void value(std::uint32_t given) { kinded(kU32, given); }
    void value(std::int32_t given) { kinded(kI32, given); }
    void value(std::uint64_t given) { kinded(kU64, given); }
    void value(float given) { kinded(kF32, given); }
    void value(const std::string& given) {
        put<std::uint32_t>(kString);
        text(given);
    }
    void value(const std::vector<std::string>& given) {
        arrayHead(kString, given.size());
        for (const auto& one : given)
            text(one);
    }
    void value(const std::vector<std::int32_t>& given) { plainArray(kI32, given); }
    void value(const std::vector<float>& given) { plainArray(kF32, given); }
    void value(const GgufRawEntry& given) {
        m_bytes.append(reinterpret_cast<const char*>(given.kindAndValue.data()),
                       given.kindAndValue.size());
    }

private:
    template <class T>
    void kinded(GgufKind kind, T given) {
        put<std::uint32_t>(kind);
        put(given);
    }
    void arrayHead(GgufKind kind, std::size_t count) {
        put<std::uint32_t>(kArray);
        put<std::uint32_t>(kind);
        put<std::uint64_t>(count);
    }
    template <class T>
    void plainArray(GgufKind kind, const std::vector<T>& given) {
        arrayHead(kind, given.size());
        for (const T one : given)
            put(one);
    }

    std::string m_bytes;
};

Status putTensor(HeaderBytes& header, const TensorSpan& tensor, std::uint64_t& offset) {
    const auto type = ggmlTypeOf(tensor.format);
    if (!type)
        return Error{ErrorCode::Unsupported,
                     "tensor " + shownName(tensor.name) + ": type " +
                         tensorFormatName(tensor.format) + " does not exist in GGUF",
                     {},
                     {}};
    TB_ASSIGN(const auto bytes, bytesNeeded(tensor));
    header.text(tensor.name);
    header.put(static_cast<std::uint32_t>(tensor.shape.size()));
    for (auto size = tensor.shape.rbegin(); size != tensor.shape.rend(); ++size)
        header.put(static_cast<std::uint64_t>(*size));
    header.put(*type);
    header.put(offset);
    offset += padded(bytes);
    return {};
}

Result<HeaderBytes> headerOf(const std::vector<GgufEntry>& metadata,
                             const std::vector<TensorSpan>& tensors) {
    constexpr std::uint32_t kMagic = 0x46554747, kVersion = 3;
    HeaderBytes header;
    header.put(kMagic);
    header.put(kVersion);
    header.put<std::uint64_t>(tensors.size());
    header.put<std::uint64_t>(metadata.size());
    for (const auto& entry : metadata) {
        header.text(entry.key);
        std::visit([&](const auto& value) { header.value(value); }, entry.value);
    }
    TB_TRY(indexByName(tensors)); // a name that stands twice
    std::uint64_t offset = 0;
    for (const auto& tensor : tensors)
        TB_TRY(putTensor(header, tensor, offset));
    header.pad();
    return header;
}

Status writeTensor(DurableFile& file, const TensorSpan& tensor, std::span<const std::byte> bytes) {
    constexpr std::byte kZeros[kAlignment] = {};
    TB_ASSIGN(const auto needed, bytesNeeded(tensor));
    if (bytes.size() != needed)
        return Error{ErrorCode::BadArgument,
                     "tensor " + shownName(tensor.name) + ": " + std::to_string(bytes.size()) +
                         " bytes, its shape needs " + std::to_string(needed),
                     {},
                     {}};
    TB_TRY(file.write(bytes));
    return file.write(std::span(kZeros).first(padded(needed) - needed));
}

Status writeAll(const std::filesystem::path& path, const std::vector<GgufEntry>& metadata,
                const std::vector<TensorSpan>& tensors, const TensorBytes& bytesOf) {
    TB_ASSIGN(const auto header, headerOf(metadata, tensors));
    DurableFile file(path);
    TB_TRY(file.write(header.bytes()));
    for (std::size_t k = 0; k < tensors.size(); ++k) {
        TB_ASSIGN(const auto bytes, bytesOf(k));
        TB_TRY(writeTensor(file, tensors[k], bytes));
    }
    return file.finish();
}

} // namespace

Status writeGguf(const std::filesystem::path& path, const std::vector<GgufEntry>& metadata,
                 const std::vector<TensorSpan>& tensors, const TensorBytes& bytesOf) {
    auto status = writeAll(path, metadata, tensors, bytesOf);
    if (status || !status.error().path.empty())
        return status;
    Error error = status.error();
    error.path = path.string();
    return error;
}

} // namespace tiebreak
