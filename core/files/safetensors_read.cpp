#include "files/pickle_refusal.h"
#include "files/safetensors.h"
#include "files/safetensors_header.h"
#include "files/shown_name.h"

#include <algorithm>
#include <cstring>

namespace tiebreak {

namespace {

constexpr std::uint64_t kMaxHeader = 16u << 20;

/// Tensors sorted by place must lie end to end and fill the data.
Status checkNoHoles(const std::vector<TensorSpan>& tensors, std::span<const std::byte> data,
                    const std::string& path) {
    const std::byte* expected = data.data();
    for (const auto& tensor : tensors) {
        if (tensor.bytes.data() != expected)
            return Error{ErrorCode::BadFile,
                         "tensor " + shownName(tensor.name) + ": starts at " +
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

Error withPath(Error error, const std::string& path) {
    error.path = path;
    return error;
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
    const auto data = bytes.subspan(sizeof(std::uint64_t) + text.size());
    auto header = readSafetensorsHeader(text, data);
    if (!header)
        return withPath(header.error(), name);
    SafetensorsFile file(std::move(mapped));
    file.m_tensors = std::move(header->tensors);
    file.m_metadata = std::move(header->metadata);
    std::stable_sort(file.m_tensors.begin(), file.m_tensors.end(), liesBefore);
    auto index = indexByName(file.m_tensors); // first: two of a name would overlap too
    if (!index)
        return withPath(index.error(), name);
    file.m_index = std::move(*index);
    TB_TRY(checkNoHoles(file.m_tensors, data, name));
    return file;
}

const TensorSpan* SafetensorsFile::find(const std::string& name) const {
    return findByName(m_tensors, m_index, name);
}

} // namespace tiebreak
