// A run folder while this process trains in it: the lock, state.json, the commands in control.json,
// metrics.jsonl and probes.jsonl. The trainer's thread; the heartbeat runs beside it.
#pragma once

#include "metrics/metric_log.h"
#include "protocol/run_folder.h"
#include "training/run/run_lock.h"
#include "training/run/run_state_writer.h"

#include <memory>
#include <nlohmann/json.hpp>
#include <optional>

namespace tiebreak {

class RunSession {
public:
    /// Takes the lock and says "running"; Busy when somebody else trains here.
    static Result<std::unique_ptr<RunSession>> open(const RunFolder& folder);

    const RunFolder& folder() const { return m_folder; }
    RunState state() const { return m_writer.state(); }

    /// Looks at control.json and obeys: blocks while paused, remembers a wish for a checkpoint.
    /// Cancelled when the person cancelled, Paused when a signal asked this process to end.
    Status obey();
    /// Says "paused" with the cause in words and waits for resume or cancel.
    Status waitPaused(const std::string& cause);
    /// True once after each "checkpoint" command.
    bool takeCheckpointWish() { return std::exchange(m_checkpointWanted, false); }

    void setProgress(std::int64_t step, std::int64_t totalSteps);
    Status setLatest(const std::string& checkpoint);
    /// A line of metrics.jsonl or probes.jsonl, flushed to the kernel. On a full disk it waits,
    /// paused, until the person made room.
    Status appendMetrics(const nlohmann::ordered_json& line);
    Status appendProbe(const nlohmann::ordered_json& line);
    /// What was appended survives a power cut from here on.
    Status syncMetrics();
    /// The last state: finished, cancelled, paused or failed with its cause in words.
    void close(const Status& result);

private:
    RunSession(RunFolder folder, RunLock lock, RunState state);
    Status openLogs();
    Status append(MetricLogWriter& log, const nlohmann::ordered_json& line);
    std::optional<std::string> nextCommand();

    RunFolder m_folder;
    RunLock m_lock;
    RunStateWriter m_writer;
    std::optional<MetricLogWriter> m_metrics, m_probes;
    bool m_checkpointWanted = false;
};

/// SIGINT and SIGTERM make the next obey() return Paused, so that a checkpoint is written before
/// the end.
void pauseOnSignals();

} // namespace tiebreak
