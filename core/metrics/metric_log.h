// metrics.jsonl as it grows: appended by one trainer, followed by the window. A line is one
// optimizer step; lines with "event" are not steps, but {"event":"probe"|"eval","step":0} holds the
// start model's numbers, with which the curves begin; after {"event":"resumed","step":n} later
// steps replace those above n. MetricLog belongs to one thread; MetricLogWriter to the trainer's.
#pragma once

#include "base/result.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tiebreak {

/// One metric over steps; values may be NaN or infinite.
struct MetricSeries {
    std::vector<std::int64_t> steps;
    std::vector<double> values;
};

class MetricLog {
public:
    explicit MetricLog(std::filesystem::path file)
        : m_file(std::move(file)) {}
    /// Reads what was appended since the last call; true when anything changed. A half last line
    /// waits.
    Result<bool> poll();
    const std::map<std::string, MetricSeries>& series() const { return m_series; }
    std::int64_t lastStep() const { return m_lastStep; }
    std::int64_t badLines() const { return m_badLines; }

private:
    Result<bool> restartIfReplaced(int fd);
    bool pendingStillThere(int fd) const;
    bool takeBytes(std::string_view bytes);
    void takeLine();
    void take(const nlohmann::json& line);
    void dropAbove(std::int64_t step);
    std::filesystem::path m_file;
    std::uint64_t m_inode = 0;
    std::uintmax_t m_offset = 0;
    std::string m_pending;
    std::map<std::string, MetricSeries> m_series;
    std::int64_t m_lastStep = 0;
    bool m_anyStep = false;
    std::int64_t m_badLines = 0;
};

class MetricLogWriter {
public:
    /// Opens for append; an incomplete last line is cut off.
    static Result<MetricLogWriter> open(const std::filesystem::path& file);
    MetricLogWriter(MetricLogWriter&&) noexcept;
    MetricLogWriter& operator=(MetricLogWriter&&) noexcept;
    ~MetricLogWriter();
    /// Non-finite numbers become the strings "NaN", "Infinity", "-Infinity". Flushed to the kernel.
    /// After an error the log is as it was.
    Status append(const nlohmann::ordered_json& line);

private:
    MetricLogWriter() = default;
    int m_fd = -1;
    std::string m_path;
};

} // namespace tiebreak
