#include "serve/heartbeat.h"

#include "base/clock.h"

#include <chrono>

namespace tiebreak {

HeartbeatThread::HeartbeatThread(MessageWriter& writer)
    : m_writer(writer)
    , m_thread([this] { run(); }) {}

HeartbeatThread::~HeartbeatThread() {
    {
        const std::scoped_lock lock(m_mutex);
        m_stop = true;
    }
    m_wake.notify_all();
    m_thread.join();
}

void HeartbeatThread::run() {
    std::unique_lock lock(m_mutex);
    while (!m_stop) {
        m_writer.send({0, Heartbeat{nowMilliseconds(), m_busy}});
        m_wake.wait_for(lock, std::chrono::seconds(1), [this] { return m_stop; });
    }
}

} // namespace tiebreak
