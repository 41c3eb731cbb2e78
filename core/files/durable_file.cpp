#include "files/durable_file.h"

#include "base/atomic_file.h"

#include <cerrno>
#include <fcntl.h>
#include <unistd.h>

namespace tiebreak {

DurableFile::DurableFile(std::filesystem::path target)
    : m_target(std::move(target))
    , m_temporary(m_target.string() + ".part") {
    m_handle = ::open(m_temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    m_error = m_handle < 0 ? errno : 0;
}

DurableFile::~DurableFile() {
    if (m_handle >= 0) {
        ::close(m_handle);
        ::unlink(m_temporary.c_str());
    }
}

Status DurableFile::write(std::span<const std::byte> bytes) {
    while (m_error == 0 && !bytes.empty()) {
        const auto written = ::write(m_handle, bytes.data(), bytes.size());
        if (written >= 0)
            bytes = bytes.subspan(static_cast<std::size_t>(written));
        else if (errno != EINTR)
            m_error = errno;
    }
    return status("writing");
}

Status DurableFile::finish() {
    if (m_error == 0 && ::fsync(m_handle) != 0)
        m_error = errno;
    TB_TRY(status("syncing"));
    if (::rename(m_temporary.c_str(), m_target.c_str()) != 0)
        m_error = errno;
    TB_TRY(status("renaming"));
    ::close(m_handle);
    m_handle = -1;
    const auto folder = m_target.parent_path();
    return syncPath(folder.empty() ? "." : folder);
}

Status DurableFile::status(const char* doing) const {
    if (m_error == 0)
        return {};
    return errnoError(doing, m_temporary.string(), m_error);
}

} // namespace tiebreak
