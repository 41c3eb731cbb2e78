#include "files/gguf.h"

#include "files/gguf_header.h"
#include "files/pickle_refusal.h"
#include "files/shown_name.h"

#include <algorithm>
#include <bit>

namespace tiebreak {

namespace {

constexpr std::uint64_t kDefaultAlignment = 32;
constexpr std::uint64_t kMaxAlignment = 1u << 20;
constexpr std::uint64_t kSmallestEntry = 33; ///< bytes of a tensor of one dimension, its name one

Error missing(const GgufFile& file, const std::string& key, const char* kind) {
    const bool there = file.has(key);
    return Error{there ? ErrorCode::BadFile : ErrorCode::NotFound,
                 "metadata '" + key + "': " + (there ? "expected " : "not there, expected ") + kind,
                 file.file().path().string()};
}

template <class T>
const T* valueAs(const std::map<std::string, GgufValue>& metadata, const std::string& key) {
    const auto found = metadata.find(key);
    return found == metadata.end() ? nullptr : std::get_if<T>(&found->second);
}

Result<std::uint64_t> alignmentOf(const std::optional<GgufValue>& given) {
    if (!given)
        return kDefaultAlignment;
    const auto* unsignedValue = std::get_if<std::uint64_t>(&*given);
    const auto* signedValue = std::get_if<std::int64_t>(&*given);
    if (!unsignedValue && !(signedValue && *signedValue >= 0))
        return Error{ErrorCode::BadFile, "general.alignment: expected an integer of at least 1"};
    const auto alignment =
        unsignedValue ? *unsignedValue : static_cast<std::uint64_t>(*signedValue);
    if (alignment > kMaxAlignment || !std::has_single_bit(alignment))
        return Error{ErrorCode::BadFile, "general.alignment " + std::to_string(alignment) +
                                             ", expected a power of two up to " +
                                             std::to_string(kMaxAlignment)};
    return alignment;
}

/// Gives every span its bytes; offsets are aligned, inside the data and disjoint.
Status placeTensors(std::vector<GgufTensorEntry>& entries, std::span<const std::byte> data,
                    std::uint64_t alignment) {
    std::stable_sort(entries.begin(), entries.end(),
                     [](const auto& a, const auto& b) { return a.offset < b.offset; });
    std::uint64_t end = 0;
    for (auto& [span, offset, size] : entries) {
        const auto bad = [&, &name = span.name](const std::string& message) {
            return Error{ErrorCode::BadFile, "tensor " + shownName(name) + ": " + message};
        };
        if (offset % alignment != 0)
            return bad("offset " + std::to_string(offset) + " is no multiple of the alignment " +
                       std::to_string(alignment));
        if (offset > data.size() || size > data.size() - offset)
            return bad("offset " + std::to_string(offset) + " and " + std::to_string(size) +
                       " bytes are past data end " + std::to_string(data.size()));
        if (offset < end)
            return bad("offset " + std::to_string(offset) +
                       " overlaps the tensor before it, which ends at " + std::to_string(end));
        span.bytes = data.subspan(offset, size);
        end = offset + size;
    }
    return {};
}

Result<std::span<const std::byte>>
dataAfter(const ByteReader& header, std::span<const std::byte> bytes, std::uint64_t alignment) {
    const auto start = (header.position() + alignment - 1) / alignment * alignment;
    if (start > bytes.size())
        return Error{ErrorCode::BadFile, "data start " + std::to_string(start) +
                                             " is past the file's end " +
                                             std::to_string(bytes.size())};
    return bytes.subspan(start);
}

Error withPath(Error error, const std::filesystem::path& path) {
    error.path = path.string();
    return error;
}

Result<std::vector<GgufTensorEntry>> readTensors(ByteReader& reader, std::uint64_t count) {
    std::vector<GgufTensorEntry> entries;
    entries.reserve(std::min<std::uint64_t>(count, reader.remaining() / kSmallestEntry));
    for (std::uint64_t k = 0; k < count; ++k) {
        TB_ASSIGN(auto entry, readGgufTensor(reader));
        entries.push_back(std::move(entry));
    }
    return entries;
}

} // namespace

Result<GgufFile> GgufFile::open(const std::filesystem::path& path) {
    TB_ASSIGN(auto mapped, MappedFile::open(path));
    TB_TRY(refusePickled(path, mapped.bytes()));
    GgufFile file(std::move(mapped));
    if (auto status = file.read(); !status)
        return withPath(status.error(), path);
    return file;
}

Status GgufFile::read() {
    const auto bytes = m_file.bytes();
    ByteReader reader(bytes, m_file.path().string());
    TB_ASSIGN(const auto counts, readGgufCounts(reader));
    TB_ASSIGN(auto outline, outlineGgufMetadata(reader, counts.keys));
    ByteReader tensors = reader;
    TB_TRY(tensors.skip(outline.end - reader.position(), "metadata"));
    TB_ASSIGN(auto entries, readTensors(tensors, counts.tensors));
    if (!entries.empty()) { // a vocabulary alone needs no data, not even its padding
        TB_ASSIGN(const auto alignment, alignmentOf(outline.alignment));
        TB_ASSIGN(const auto data, dataAfter(tensors, bytes, alignment));
        TB_TRY(placeTensors(entries, data, alignment));
    }
    for (auto& entry : entries)
        m_tensors.push_back(std::move(entry.span));
    TB_ASSIGN(m_index, indexByName(m_tensors));
    TB_ASSIGN(m_metadata, readGgufMetadata(reader, counts.keys));
    m_rawMetadata = std::move(outline.entries);
    return {};
}

const TensorSpan* GgufFile::find(const std::string& name) const {
    return findByName(m_tensors, m_index, name);
}

Result<std::string> GgufFile::text(const std::string& key) const {
    if (const auto* value = valueAs<std::string>(m_metadata, key))
        return *value;
    return missing(*this, key, "a text");
}

Result<std::int64_t> GgufFile::integer(const std::string& key) const {
    if (const auto* value = valueAs<std::int64_t>(m_metadata, key))
        return *value;
    const auto* value = valueAs<std::uint64_t>(m_metadata, key);
    if (value && *value <= INT64_MAX)
        return static_cast<std::int64_t>(*value);
    return missing(*this, key, "an integer");
}

Result<double> GgufFile::number(const std::string& key) const {
    if (const auto* value = valueAs<double>(m_metadata, key))
        return *value;
    if (const auto whole = integer(key))
        return static_cast<double>(*whole);
    return missing(*this, key, "a number");
}

Result<bool> GgufFile::boolean(const std::string& key) const {
    if (const auto* value = valueAs<bool>(m_metadata, key))
        return *value;
    return missing(*this, key, "a truth value");
}

} // namespace tiebreak
