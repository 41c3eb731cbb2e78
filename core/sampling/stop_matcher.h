// Watches growing text for stop strings, also across tokens, and holds back text that may turn out
// to begin one. One a response, used by the thread that decodes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tiebreak {

class StopMatcher {
public:
    explicit StopMatcher(std::vector<std::string> stops)
        : m_stops(std::move(stops)) {}

    /// The text that is now certain to be shown. After a match: what stood before it, then nothing
    /// more.
    std::string push(std::string_view text);
    /// What was held back, at the end of a response that met no stop string.
    std::string finish();
    bool matched() const { return m_matched; }
    /// Whether `text`, pushed next, would complete a stop string.
    bool wouldMatch(std::string_view text) const;

private:
    std::vector<std::string> m_stops;
    std::string m_held;
    bool m_matched = false;
};

/// `text` up to the first of the stop strings in it, all of it when there is none.
std::string_view beforeStop(std::string_view text, const std::vector<std::string>& stops);

} // namespace tiebreak
