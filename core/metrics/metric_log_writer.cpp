#include "metrics/metric_log.h"

#include <cerrno>
#include <cmath>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace tiebreak {

namespace {

using nlohmann::ordered_json;

constexpr off_t kSearchBlock = 4096;

/// Where the last whole line ends: just after the last newline, 0 when there is none.
Result<off_t> endOfLastLine(int fd, const std::string& path) {
    const off_t size = ::lseek(fd, 0, SEEK_END);
    if (size < 0)
        return errnoError("measuring", path, errno);
    char block[kSearchBlock];
    for (off_t end = size; end > 0;) {
        const off_t begin = end > kSearchBlock ? end - kSearchBlock : 0;
        const ssize_t got = ::pread(fd, block, static_cast<std::size_t>(end - begin), begin);
        if (got != end - begin)
            return errnoError("reading", path, errno);
        for (ssize_t i = got; i > 0; --i)
            if (block[i - 1] == '\n')
                return begin + i;
        end = begin;
    }
    return off_t{0};
}

/// JSON has no NaN; the file holds these words instead.
void replaceNonFinite(ordered_json& value) {
    if (value.is_structured()) {
        for (auto& item : value)
            replaceNonFinite(item);
        return;
    }
    if (!value.is_number_float() || std::isfinite(value.get<double>()))
        return;
    const double number = value.get<double>();
    value = std::isnan(number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity";
}

/// Half a line goes again, so that the same line can be appended once there is room.
Status takeBack(int fd, std::size_t bytes, const Error& cause) {
    const off_t end = ::lseek(fd, 0, SEEK_END);
    if (bytes > 0 && end >= 0 && ::ftruncate(fd, end - static_cast<off_t>(bytes)) != 0)
        return errnoError("cutting half a line off", cause.path, errno);
    return cause;
}

} // namespace

Result<MetricLogWriter> MetricLogWriter::open(const std::filesystem::path& file) {
    MetricLogWriter writer;
    writer.m_path = file.string();
    writer.m_fd = ::open(file.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
    if (writer.m_fd < 0)
        return errnoError("opening", writer.m_path, errno);
    TB_ASSIGN(const off_t end, endOfLastLine(writer.m_fd, writer.m_path));
    if (::ftruncate(writer.m_fd, end) != 0)
        return errnoError("cutting the incomplete last line", writer.m_path, errno);
    return writer;
}

MetricLogWriter::MetricLogWriter(MetricLogWriter&& other) noexcept
    : m_fd(std::exchange(other.m_fd, -1))
    , m_path(std::move(other.m_path)) {}

MetricLogWriter& MetricLogWriter::operator=(MetricLogWriter&& other) noexcept {
    std::swap(m_fd, other.m_fd);
    std::swap(m_path, other.m_path);
    return *this;
}

MetricLogWriter::~MetricLogWriter() {
    if (m_fd >= 0)
        ::close(m_fd);
}

Status MetricLogWriter::append(const ordered_json& line) {
    ordered_json clean = line;
    replaceNonFinite(clean);
    const std::string text =
        clean.dump(-1, ' ', false, ordered_json::error_handler_t::replace) + "\n";
    // One write a line: a follower sees a whole line, or a half one that it lets wait.
    std::size_t done = 0;
    while (done < text.size()) {
        const ssize_t written = ::write(m_fd, text.data() + done, text.size() - done);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return takeBack(m_fd, done, errnoError("appending a line", m_path, errno));
        done += static_cast<std::size_t>(written);
    }
    return {};
}

} // namespace tiebreak
