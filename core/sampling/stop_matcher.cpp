#include "sampling/stop_matcher.h"

#include <algorithm>
#include <utility>

namespace tiebreak {

namespace {

/// Length of the longest end of `text` that begins `stop` without being all of it.
std::size_t possibleBeginning(std::string_view text, std::string_view stop) {
    for (std::size_t length = std::min(text.size(), stop.size() - 1); length > 0; --length)
        if (text.ends_with(stop.substr(0, length)))
            return length;
    return 0;
}

} // namespace

std::string_view beforeStop(std::string_view text, const std::vector<std::string>& stops) {
    std::size_t first = std::string_view::npos;
    for (const std::string& stop : stops)
        first = std::min(first, text.find(stop));
    return text.substr(0, first);
}

std::string StopMatcher::push(std::string_view text) {
    if (m_matched)
        return {};
    m_held += text;
    const std::string_view before = beforeStop(m_held, m_stops);
    std::size_t certain = before.size();
    m_matched = certain < m_held.size();
    if (!m_matched)
        for (const std::string& stop : m_stops)
            certain = std::min(certain, m_held.size() - possibleBeginning(m_held, stop));
    std::string shown = m_held.substr(0, certain);
    m_held.erase(0, certain);
    return shown;
}

bool StopMatcher::wouldMatch(std::string_view text) const {
    if (m_stops.empty() || text.empty())
        return false;
    StopMatcher ahead = *this;
    ahead.push(text);
    return ahead.matched();
}

std::string StopMatcher::finish() {
    return m_matched ? std::string() : std::exchange(m_held, {});
}

} // namespace tiebreak
