// A sign of life each second from a thread of its own, whatever the decoding thread does.
#pragma once

#include "serve/message_writer.h"

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace tiebreak {

class HeartbeatThread {
public:
    explicit HeartbeatThread(MessageWriter& writer);
    ~HeartbeatThread();
    void setBusy(bool busy) { m_busy = busy; }

private:
    void run();

    MessageWriter& m_writer;
    std::atomic<bool> m_busy{false};
    std::mutex m_mutex;
    std::condition_variable m_wake;
    bool m_stop = false;
    std::thread m_thread;
};

} // namespace tiebreak
