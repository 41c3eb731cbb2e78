#include "training/run/run_session.h"

#include "base/atomic_file.h"

#include <atomic>
#include <chrono>
#include <csignal>
#include <iostream>
#include <thread>

namespace tiebreak {

namespace {

constexpr auto kLook = std::chrono::milliseconds(200);

std::atomic<bool> signalled{false};
static_assert(std::atomic<bool>::is_always_lock_free, "set inside a signal handler");

Error cancelledByPerson() {
    return {ErrorCode::Cancelled, "cancelled", {}, {}};
}

Error endedBySignal() {
    return {
        ErrorCode::Paused, "the process was asked to end; train the folder again to go on", {}, {}};
}

/// The state a run ends in.
std::string endState(const Status& result) {
    if (result)
        return "finished";
    switch (result.error().code) {
    case ErrorCode::Cancelled:
        return "cancelled";
    case ErrorCode::Paused:
        return "paused";
    default:
        return "failed";
    }
}

RunState startState(const RunFolder& folder) {
    auto last = readRunState(folder);
    RunState state = last ? std::move(*last) : RunState();
    state.state = "running";
    state.cause.clear();
    return state;
}

} // namespace

void pauseOnSignals() {
    for (const int number : {SIGINT, SIGTERM})
        std::signal(number, [](int) { signalled = true; });
}

RunSession::RunSession(RunFolder folder, RunLock lock, RunState state)
    : m_folder(folder)
    , m_lock(std::move(lock))
    , m_writer(std::move(folder), std::move(state)) {}

Result<std::unique_ptr<RunSession>> RunSession::open(const RunFolder& folder) {
    TB_ASSIGN(auto lock, RunLock::take(folder.lock()));
    std::unique_ptr<RunSession> session(
        new RunSession(folder, std::move(lock), startState(folder)));
    TB_TRY(session->m_writer.change([](RunState&) {}));
    TB_TRY(session->openLogs());
    return session;
}

Status RunSession::openLogs() {
    TB_ASSIGN(m_metrics, MetricLogWriter::open(m_folder.metrics()));
    TB_ASSIGN(m_probes, MetricLogWriter::open(m_folder.probes()));
    return {};
}

std::optional<std::string> RunSession::nextCommand() {
    // A control file that cannot be read is looked at again; it never ends a run.
    const auto control = readRunControl(m_folder);
    if (!control || control->n <= m_writer.state().control)
        return std::nullopt;
    m_writer.note([&](RunState& state) { state.control = control->n; });
    return control->command;
}

Status RunSession::obey() {
    if (signalled)
        return endedBySignal();
    const auto command = nextCommand();
    if (!command)
        return {};
    if (*command == "cancel")
        return cancelledByPerson();
    if (*command == "pause")
        return waitPaused("paused by the person");
    m_checkpointWanted = m_checkpointWanted || *command == "checkpoint";
    return m_writer.change([](RunState&) {});
}

Status RunSession::waitPaused(const std::string& cause) {
    std::cerr << "the run waits: " << cause << '\n';
    // A state that cannot be written now is written by one of the next heartbeats.
    [[maybe_unused]] const Status later = m_writer.change([&](RunState& state) {
        state.state = "paused";
        state.cause = cause;
    });
    while (true) {
        if (signalled)
            return endedBySignal();
        const auto command = nextCommand();
        if (command == "cancel")
            return cancelledByPerson();
        m_checkpointWanted = m_checkpointWanted || command == "checkpoint";
        if (command == "resume")
            break;
        std::this_thread::sleep_for(kLook);
    }
    [[maybe_unused]] const Status soon = m_writer.change([](RunState& state) {
        state.state = "running";
        state.cause.clear();
    });
    return {};
}

void RunSession::setProgress(std::int64_t step, std::int64_t totalSteps) {
    m_writer.note([&](RunState& state) {
        state.step = step;
        state.totalSteps = totalSteps;
    });
}

Status RunSession::setLatest(const std::string& checkpoint) {
    return m_writer.change([&](RunState& state) { state.latest = checkpoint; });
}

Status RunSession::append(MetricLogWriter& log, const nlohmann::ordered_json& line) {
    while (true) {
        const Status written = log.append(line);
        if (written || written.error().code != ErrorCode::DiskFull)
            return written;
        TB_TRY(waitPaused(written.error().text() + "; make room and resume"));
    }
}

Status RunSession::appendMetrics(const nlohmann::ordered_json& line) {
    return append(*m_metrics, line);
}

Status RunSession::appendProbe(const nlohmann::ordered_json& line) {
    return append(*m_probes, line);
}

Status RunSession::syncMetrics() {
    TB_TRY(syncPath(m_folder.metrics()));
    return syncPath(m_folder.probes());
}

void RunSession::close(const Status& result) {
    // The result is reported by the caller; a state that cannot be written shows as "interrupted".
    [[maybe_unused]] const Status ignored = m_writer.change([&](RunState& state) {
        state.state = endState(result);
        state.cause = result ? std::string() : result.error().text();
    });
}

} // namespace tiebreak
