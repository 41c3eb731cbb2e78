// Requests on their way from the thread that reads them to the thread that decodes. Both may call
// everything.
#pragma once

#include "protocol/engine_messages.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>

namespace tiebreak {

class RequestQueue {
public:
    void push(EngineRequest request);
    /// Nothing more will come.
    void close();
    /// The next request; waits for one when `wait`. Nothing when there is none, or the queue is
    /// closed and empty.
    std::optional<EngineRequest> pop(bool wait);
    bool closed() const;
    /// Somebody asked to cancel `id`, or the stream ended: long work should stop.
    bool cancels(std::int64_t id) const;

private:
    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<EngineRequest> m_requests;
    bool m_closed = false;
};

} // namespace tiebreak
