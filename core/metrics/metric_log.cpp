#include "metrics/metric_log.h"

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <fcntl.h>
#include <limits>
#include <sys/stat.h>
#include <unistd.h>

namespace tiebreak {

namespace {

using nlohmann::json;

constexpr std::size_t kBlockBytes = 1u << 18;
/// A line longer than this is no metric line; it is dropped so that memory stays bounded.
constexpr std::size_t kMaxLineBytes = 1u << 20;

std::optional<double> numberOf(const json& value) {
    if (value.is_number())
        return value.get<double>();
    if (!value.is_string())
        return std::nullopt;
    const auto& word = value.get_ref<const std::string&>();
    if (word == "NaN")
        return std::nan("");
    if (word == "Infinity")
        return std::numeric_limits<double>::infinity();
    if (word == "-Infinity")
        return -std::numeric_limits<double>::infinity();
    return std::nullopt;
}

std::optional<std::int64_t> stepOf(const json& line) {
    const auto found = line.find("step");
    if (found == line.end() || !found->is_number_integer())
        return std::nullopt;
    return found->get<std::int64_t>();
}

void cutAbove(MetricSeries& series, std::int64_t step) {
    const auto cut =
        std::upper_bound(series.steps.begin(), series.steps.end(), step) - series.steps.begin();
    series.steps.resize(static_cast<std::size_t>(cut));
    series.values.resize(static_cast<std::size_t>(cut));
}

using Series = std::map<std::string, MetricSeries>;

void takeNumbers(Series& all, const json& line, std::int64_t step) {
    for (const auto& item : line.items()) {
        const auto number = item.key() == "step" ? std::nullopt : numberOf(item.value());
        if (!number)
            continue;
        auto& series = all[item.key()];
        series.steps.push_back(step);
        series.values.push_back(*number);
    }
}

/// The start model's own numbers begin the curves; a run that starts once more says them again.
void takeStart(Series& all, const json& line) {
    for (const auto& item : line.items())
        if (const auto found = all.find(item.key()); found != all.end())
            cutAbove(found->second, -1);
    takeNumbers(all, line, 0);
}

class ReadDescriptor {
public:
    explicit ReadDescriptor(const std::filesystem::path& path)
        : m_fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {}
    ~ReadDescriptor() {
        if (m_fd >= 0)
            ::close(m_fd);
    }
    ReadDescriptor(const ReadDescriptor&) = delete;
    ReadDescriptor& operator=(const ReadDescriptor&) = delete;
    int get() const { return m_fd; }

private:
    int m_fd;
};

} // namespace

Result<bool> MetricLog::poll() {
    const ReadDescriptor file(m_file);
    if (file.get() < 0) {
        if (errno == ENOENT) // the run has not written its first line yet
            return false;
        return errnoError("opening", m_file.string(), errno);
    }
    TB_ASSIGN(bool changed, restartIfReplaced(file.get()));
    std::string block(kBlockBytes, '\0');
    while (true) {
        const ssize_t got =
            ::pread(file.get(), block.data(), block.size(), static_cast<off_t>(m_offset));
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return errnoError("reading", m_file.string(), errno);
        if (got == 0)
            return changed;
        m_offset += static_cast<std::uintmax_t>(got);
        changed =
            takeBytes(std::string_view(block).substr(0, static_cast<std::size_t>(got))) || changed;
    }
}

/// A resumed trainer cuts the half last line that we already hold: then the file is shorter than
/// what was read, or ends a line elsewhere, and everything is read again.
Result<bool> MetricLog::restartIfReplaced(int fd) {
    struct stat facts {};
    if (::fstat(fd, &facts) != 0)
        return errnoError("measuring", m_file.string(), errno);
    const bool same = m_inode == 0 || m_inode == facts.st_ino;
    m_inode = facts.st_ino;
    if (same && static_cast<std::uintmax_t>(facts.st_size) >= m_offset && pendingStillThere(fd))
        return false;
    m_offset = 0;
    m_pending.clear();
    m_series.clear();
    m_lastStep = 0;
    m_anyStep = false;
    m_badLines = 0;
    return true;
}

/// The half line that waits must still be what the file holds before the offset.
bool MetricLog::pendingStillThere(int fd) const {
    if (m_pending.empty())
        return true;
    std::string held(m_pending.size(), '\0');
    const auto at = static_cast<off_t>(m_offset - m_pending.size());
    return ::pread(fd, held.data(), held.size(), at) == static_cast<ssize_t>(held.size()) &&
           held == m_pending;
}

bool MetricLog::takeBytes(std::string_view bytes) {
    bool changed = false;
    for (std::size_t newline; (newline = bytes.find('\n')) != std::string_view::npos;) {
        m_pending.append(bytes.substr(0, newline));
        bytes.remove_prefix(newline + 1);
        takeLine();
        changed = true;
    }
    m_pending.append(bytes);
    return changed;
}

void MetricLog::takeLine() {
    const std::string text = std::exchange(m_pending, {});
    if (text.find_first_not_of(" \t\r") == std::string::npos)
        return;
    const json line = text.size() > kMaxLineBytes ? json(json::value_t::discarded)
                                                  : json::parse(text, nullptr, false);
    const bool good = line.is_object() && (line.contains("event") || stepOf(line));
    if (!good) {
        ++m_badLines;
        return;
    }
    take(line);
}

void MetricLog::take(const json& line) {
    const auto step = stepOf(line);
    if (const auto event = line.find("event"); event != line.end()) {
        if (*event == "resumed" && step)
            dropAbove(*step);
        if ((*event == "probe" || *event == "eval") && step == 0)
            takeStart(m_series, line);
        return;
    }
    // A step that comes again replaces the earlier line.
    if (*step <= m_lastStep && m_anyStep)
        dropAbove(*step - 1);
    takeNumbers(m_series, line, *step);
    m_lastStep = *step;
    m_anyStep = true;
}

void MetricLog::dropAbove(std::int64_t step) {
    for (auto& [key, series] : m_series)
        cutAbove(series, step);
    m_lastStep = std::min(m_lastStep, step);
}

} // namespace tiebreak
