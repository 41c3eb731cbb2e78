#include "files/bounded_json.h"
#include "files/pickle_refusal.h"
#include "files/safetensors.h"

#include <algorithm>
#include <cstring>
#include <optional>

namespace tiebreak {

namespace {

using nlohmann::json;

constexpr std::uint64_t kMaxHeader = 16u << 20;
constexpr std::size_t kMaxTensors = 100'000;
constexpr std::size_t kMaxRank = 8;
constexpr std::size_t kMaxName = 1024;

std::optional<TensorFormat> formatNamed(const std::string& name) {
    for (int k = 0; k <= static_cast<int>(TensorFormat::Bool); ++k)
        if (name == tensorFormatName(static_cast<TensorFormat>(k)))
            return static_cast<TensorFormat>(k);
    return std::nullopt;
}

/// One entry of the header becomes a span; `data` are the bytes after the header.
class EntryReader {
public:
    EntryReader(const std::string& path, std::span<const std::byte> data)
        : m_path(path)
        , m_data(data) {}

    Result<TensorSpan> read(const std::string& name, const json& entry) const {
        TensorSpan span;
        span.name = name;
        if (name.size() > kMaxName)
            return bad("tensor name of " + std::to_string(name.size()) +
                       " bytes is above the limit " + std::to_string(kMaxName));
        if (!entry.is_object() || !entry.contains("dtype") || !entry.contains("shape") ||
            !entry.contains("data_offsets") || entry.size() != 3)
            return badTensor(name, "expected dtype, shape and data_offsets");
        TB_ASSIGN(span.format, readFormat(name, entry["dtype"]));
        TB_ASSIGN(span.shape, readShape(name, entry["shape"]));
        TB_ASSIGN(span.bytes, readBytes(span, entry["data_offsets"]));
        return span;
    }

private:
    Error bad(std::string message) const {
        return Error{ErrorCode::BadFile, std::move(message), m_path};
    }
    Error badTensor(const std::string& name, const std::string& message) const {
        return bad("tensor '" + name + "': " + message);
    }

    Result<TensorFormat> readFormat(const std::string& name, const json& value) const {
        if (!value.is_string())
            return badTensor(name, "dtype must be text");
        const auto text = value.get<std::string>();
        if (const auto format = formatNamed(text))
            return *format;
        return Error{ErrorCode::Unsupported,
                     "tensor '" + name + "': dtype '" + text.substr(0, 64) + "' is not supported",
                     m_path};
    }

    Result<std::vector<std::int64_t>> readShape(const std::string& name, const json& value) const {
        if (!value.is_array())
            return badTensor(name, "shape must be a list");
        if (value.size() > kMaxRank)
            return badTensor(name, "rank " + std::to_string(value.size()) + " is above the limit " +
                                       std::to_string(kMaxRank));
        std::vector<std::int64_t> shape;
        for (const auto& size : value) {
            if (!size.is_number_unsigned() || size.get<std::uint64_t>() > INT64_MAX)
                return badTensor(name, "shape has '" + size.dump() + "', expected a count");
            shape.push_back(size.get<std::int64_t>());
        }
        return shape;
    }

    Result<std::span<const std::byte>> readBytes(const TensorSpan& span,
                                                 const json& offsets) const {
        if (!offsets.is_array() || offsets.size() != 2 || !offsets[0].is_number_unsigned() ||
            !offsets[1].is_number_unsigned())
            return badTensor(span.name, "data_offsets must be two counts");
        const auto begin = offsets[0].get<std::uint64_t>();
        const auto end = offsets[1].get<std::uint64_t>();
        if (begin > end)
            return badTensor(span.name, "offset " + std::to_string(begin) + " is past its end " +
                                            std::to_string(end));
        if (end > m_data.size())
            return badTensor(span.name, "offset " + std::to_string(end) + " past data end " +
                                            std::to_string(m_data.size()));
        std::int64_t size = blockLayout(span.format).bytes;
        for (const auto count : span.shape)
            if (__builtin_mul_overflow(size, count, &size))
                return badTensor(span.name, "shape overflows 64 bits");
        if (static_cast<std::uint64_t>(size) != end - begin)
            return badTensor(span.name, "shape needs " + std::to_string(size) +
                                            " bytes, data_offsets give " +
                                            std::to_string(end - begin));
        return m_data.subspan(begin, end - begin);
    }

    const std::string& m_path;
    std::span<const std::byte> m_data;
};

Result<std::map<std::string, std::string>> readMetadata(const json& entry,
                                                        const std::string& path) {
    std::map<std::string, std::string> metadata;
    if (!entry.is_object())
        return Error{ErrorCode::BadFile, "__metadata__ must be an object", path};
    for (const auto& [key, value] : entry.items()) {
        if (!value.is_string())
            return Error{ErrorCode::BadFile, "__metadata__ '" + key + "' must be text", path};
        metadata[key] = value.get<std::string>();
    }
    return metadata;
}

/// Tensors sorted by place must lie end to end and fill the data.
Status checkNoHoles(const std::vector<TensorSpan>& tensors, std::span<const std::byte> data,
                    const std::string& path) {
    const std::byte* expected = data.data();
    for (const auto& tensor : tensors) {
        if (tensor.bytes.data() != expected)
            return Error{ErrorCode::BadFile,
                         "tensor '" + tensor.name + "': starts at " +
                             std::to_string(tensor.bytes.data() - data.data()) + ", expected " +
                             std::to_string(expected - data.data()) + " (no holes, no overlaps)",
                         path};
        expected += tensor.bytes.size();
    }
    const auto used = static_cast<std::size_t>(expected - data.data());
    if (used != data.size())
        return Error{ErrorCode::BadFile,
                     "tensors end at " + std::to_string(used) + ", the data at " +
                         std::to_string(data.size()),
                     path};
    return {};
}

Result<std::string_view> headerText(std::span<const std::byte> bytes, const std::string& path) {
    std::uint64_t length = 0;
    if (bytes.size() < sizeof(length))
        return Error{ErrorCode::BadFile,
                     "header length: " + std::to_string(bytes.size()) +
                         " bytes in the file, 8 wanted",
                     path};
    std::memcpy(&length, bytes.data(), sizeof(length));
    if (length > kMaxHeader)
        return Error{ErrorCode::BadFile,
                     "header length " + std::to_string(length) + " is above the limit " +
                         std::to_string(kMaxHeader),
                     path};
    if (length > bytes.size() - sizeof(length))
        return Error{ErrorCode::BadFile,
                     "header length " + std::to_string(length) + " is past the file's end " +
                         std::to_string(bytes.size()),
                     path};
    const std::string_view text(reinterpret_cast<const char*>(bytes.data()) + sizeof(length),
                                length);
    if (!text.starts_with('{'))
        return Error{ErrorCode::BadFile, "header must begin with '{'", path};
    return text;
}

bool liesBefore(const TensorSpan& a, const TensorSpan& b) {
    // An empty tensor shares its place with the next one.
    return std::pair(a.bytes.data(), a.bytes.size()) < std::pair(b.bytes.data(), b.bytes.size());
}

} // namespace

Result<SafetensorsFile> SafetensorsFile::open(const std::filesystem::path& path) {
    TB_ASSIGN(auto mapped, MappedFile::open(path));
    const std::string name = path.string();
    const auto bytes = mapped.bytes();
    TB_TRY(refusePickled(path, bytes));
    TB_ASSIGN(const auto text, headerText(bytes, name));
    TB_ASSIGN(const json header, parseBoundedJson(text, name, {.depth = 3, .values = 2'000'000}));
    if (header.size() > kMaxTensors + 1)
        return Error{ErrorCode::BadFile,
                     std::to_string(header.size()) + " tensors are above the limit " +
                         std::to_string(kMaxTensors),
                     name};
    SafetensorsFile file(std::move(mapped));
    const auto data = bytes.subspan(sizeof(std::uint64_t) + text.size());
    const EntryReader reader(name, data);
    for (const auto& [key, entry] : header.items()) {
        if (key == "__metadata__") {
            TB_ASSIGN(file.m_metadata, readMetadata(entry, name));
            continue;
        }
        TB_ASSIGN(auto span, reader.read(key, entry));
        file.m_tensors.push_back(std::move(span));
    }
    std::stable_sort(file.m_tensors.begin(), file.m_tensors.end(), liesBefore);
    TB_TRY(checkNoHoles(file.m_tensors, data, name));
    for (std::size_t k = 0; k < file.m_tensors.size(); ++k)
        file.m_index[file.m_tensors[k].name] = k;
    return file;
}

const TensorSpan* SafetensorsFile::find(const std::string& name) const {
    const auto found = m_index.find(name);
    return found == m_index.end() ? nullptr : &m_tensors[found->second];
}

} // namespace tiebreak
