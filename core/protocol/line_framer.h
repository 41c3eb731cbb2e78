// Cuts a byte stream into lines of at most kMaxMessageBytes. One object a stream, one thread.
#pragma once

#include "base/result.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace tiebreak {

class LineFramer {
public:
    explicit LineFramer(std::size_t limit = 16u << 20)
        : m_limit(limit) {}
    /// Whole lines that these bytes complete, without newlines; an overlong line is an error and
    /// ends the stream.
    Result<std::vector<std::string>> push(std::string_view bytes);

private:
    std::size_t m_limit;
    std::string m_pending;
    bool m_overlong = false; ///< nothing is read any more
};

} // namespace tiebreak
