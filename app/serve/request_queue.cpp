#include "serve/request_queue.h"

#include <algorithm>

namespace tiebreak {

void RequestQueue::push(EngineRequest request) {
    const std::scoped_lock lock(m_mutex);
    m_requests.push_back(std::move(request));
    m_changed.notify_all();
}

void RequestQueue::close() {
    const std::scoped_lock lock(m_mutex);
    m_closed = true;
    m_changed.notify_all();
}

std::optional<EngineRequest> RequestQueue::pop(bool wait) {
    std::unique_lock lock(m_mutex);
    if (wait)
        m_changed.wait(lock, [this] { return m_closed || !m_requests.empty(); });
    if (m_requests.empty())
        return std::nullopt;
    EngineRequest request = std::move(m_requests.front());
    m_requests.pop_front();
    return request;
}

bool RequestQueue::closed() const {
    const std::scoped_lock lock(m_mutex);
    return m_closed;
}

bool RequestQueue::cancels(std::int64_t id) const {
    const std::scoped_lock lock(m_mutex);
    return m_closed || std::any_of(m_requests.begin(), m_requests.end(), [id](const auto& request) {
               const auto* cancel = std::get_if<CancelRequest>(&request.body);
               return (cancel && cancel->target == id) ||
                      std::holds_alternative<ShutdownRequest>(request.body);
           });
}

} // namespace tiebreak
