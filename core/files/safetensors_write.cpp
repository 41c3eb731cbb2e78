#include "base/atomic_file.h"
#include "files/safetensors.h"

#include <cerrno>
#include <fcntl.h>
#include <nlohmann/json.hpp>
#include <unistd.h>

namespace tiebreak {

namespace {

/// A file under a temporary name, gone again unless it is moved into place.
class TemporaryFile {
public:
    explicit TemporaryFile(std::filesystem::path path)
        : m_path(std::move(path)) {
        m_handle = ::open(m_path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
        m_error = m_handle < 0 ? errno : 0;
    }
    ~TemporaryFile() {
        if (m_handle >= 0) {
            ::close(m_handle);
            ::unlink(m_path.c_str());
        }
    }
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;

    Status write(std::span<const std::byte> bytes) {
        while (m_error == 0 && !bytes.empty()) {
            const auto written = ::write(m_handle, bytes.data(), bytes.size());
            if (written >= 0)
                bytes = bytes.subspan(static_cast<std::size_t>(written));
            else if (errno != EINTR)
                m_error = errno;
        }
        return status("writing");
    }

    Status moveTo(const std::filesystem::path& target) {
        if (::fsync(m_handle) != 0)
            m_error = errno;
        TB_TRY(status("syncing"));
        if (::rename(m_path.c_str(), target.c_str()) != 0)
            m_error = errno;
        TB_TRY(status("renaming"));
        ::close(m_handle);
        m_handle = -1;
        const auto folder = target.parent_path();
        return syncPath(folder.empty() ? "." : folder);
    }

private:
    Status status(const char* doing) const {
        if (m_error == 0)
            return {};
        return errnoError(doing, m_path.string(), m_error);
    }
    std::filesystem::path m_path;
    int m_handle = -1;
    int m_error = 0;
};

Status checkTensor(const TensorSpan& tensor, const std::string& path) {
    const auto layout = blockLayout(tensor.format);
    if (layout.elements != 1)
        return Error{ErrorCode::Unsupported,
                     "tensor '" + tensor.name + "': block format " +
                         tensorFormatName(tensor.format) + " does not exist in safetensors",
                     path};
    if (tensor.bytes.size() != static_cast<std::size_t>(tensor.elements() * layout.bytes))
        return Error{ErrorCode::BadArgument,
                     "tensor '" + tensor.name + "': " + std::to_string(tensor.bytes.size()) +
                         " bytes do not fit its shape",
                     path};
    return {};
}

Result<std::string> headerOf(const std::vector<TensorSpan>& tensors,
                             const std::map<std::string, std::string>& metadata,
                             const std::string& path) {
    nlohmann::ordered_json header = nlohmann::ordered_json::object();
    if (!metadata.empty())
        header["__metadata__"] = metadata;
    std::uint64_t offset = 0;
    for (const auto& tensor : tensors) {
        TB_TRY(checkTensor(tensor, path));
        if (header.contains(tensor.name))
            return Error{ErrorCode::BadArgument, "tensor '" + tensor.name + "' stands twice", path};
        const std::uint64_t end = offset + tensor.bytes.size();
        header[tensor.name] = {{"dtype", tensorFormatName(tensor.format)},
                               {"shape", tensor.shape},
                               {"data_offsets", {offset, end}}};
        offset = end;
    }
    auto text = header.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    text.append((8 - text.size() % 8) % 8, ' '); // data stays aligned for readers that map it
    return text;
}

} // namespace

Status writeSafetensors(const std::filesystem::path& path, const std::vector<TensorSpan>& tensors,
                        const std::map<std::string, std::string>& metadata) {
    TB_ASSIGN(const std::string header, headerOf(tensors, metadata, path.string()));
    TemporaryFile file(path.string() + ".part");
    const std::uint64_t length = header.size();
    TB_TRY(file.write(std::as_bytes(std::span(&length, 1))));
    TB_TRY(file.write(std::as_bytes(std::span(header))));
    for (const auto& tensor : tensors)
        TB_TRY(file.write(tensor.bytes));
    return file.moveTo(path);
}

} // namespace tiebreak
