// Tells whether the kernel killed something for lack of memory since a moment: its counters,
// compared. One object a watched process, any thread.
#pragma once

#include <cstdint>
#include <optional>

namespace tiebreak {

class OomWatch {
public:
    /// Remembers the counters as they are.
    OomWatch();
    /// True when one of them rose; false also where the kernel does not tell.
    bool killedSince() const;

private:
    static std::optional<std::int64_t> counter();
    std::optional<std::int64_t> m_before;
};

} // namespace tiebreak
