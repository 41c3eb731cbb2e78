// state.json of the run this process trains: changes are written at once, the heartbeat each second from a
// thread of its own, so that a long step does not look like death. Methods may be called from any thread.
#pragma once

#include "protocol/run_folder.h"

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

namespace tiebreak {

class RunStateWriter {
public:
    /// Stamps `state` with this process and starts the heartbeat.
    RunStateWriter(RunFolder folder, RunState state);
    ~RunStateWriter();
    RunStateWriter(const RunStateWriter&) = delete;
    RunStateWriter& operator=(const RunStateWriter&) = delete;

    /// Changes the state and writes it.
    Status change(const std::function<void(RunState&)>& edit);
    /// Changes the state; the next heartbeat writes it.
    void note(const std::function<void(RunState&)>& edit);
    RunState state() const;

private:
    void beat();
    Status write();

    RunFolder m_folder;
    mutable std::mutex m_mutex;
    RunState m_state;
    std::condition_variable m_wake;
    bool m_stop = false;
    std::thread m_thread;
};

} // namespace tiebreak
