#include "training/run/run_state_writer.h"

#include "base/clock.h"

#include <chrono>

namespace tiebreak {

namespace {

constexpr auto kBeat = std::chrono::seconds(1);

} // namespace

RunStateWriter::RunStateWriter(RunFolder folder, RunState state)
    : m_folder(std::move(folder)), m_state(std::move(state)) {
    stampThisProcess(m_state);
    m_thread = std::thread([this] { beat(); });
}

RunStateWriter::~RunStateWriter() {
    {
        const std::lock_guard lock(m_mutex);
        m_stop = true;
    }
    m_wake.notify_all();
    m_thread.join();
}

Status RunStateWriter::write() {
    m_state.heartbeat = nowMilliseconds();
    return writeRunState(m_folder, m_state);
}

Status RunStateWriter::change(const std::function<void(RunState&)>& edit) {
    const std::lock_guard lock(m_mutex);
    edit(m_state);
    return write();
}

void RunStateWriter::note(const std::function<void(RunState&)>& edit) {
    const std::lock_guard lock(m_mutex);
    edit(m_state);
}

RunState RunStateWriter::state() const {
    const std::lock_guard lock(m_mutex);
    return m_state;
}

void RunStateWriter::beat() {
    std::unique_lock lock(m_mutex);
    while (!m_wake.wait_for(lock, kBeat, [this] { return m_stop; })) {
        // A heartbeat that cannot be written (disk full) must not end the run; the next one may.
        [[maybe_unused]] const Status ignored = write();
    }
}

} // namespace tiebreak
