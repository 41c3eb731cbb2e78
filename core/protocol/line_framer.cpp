#include "protocol/line_framer.h"

namespace tiebreak {

Result<std::vector<std::string>> LineFramer::push(std::string_view bytes) {
    std::vector<std::string> lines;
    while (!m_overlong && !bytes.empty()) {
        const std::size_t end = bytes.find('\n');
        const std::string_view part = bytes.substr(0, end);
        m_overlong = m_pending.size() + part.size() > m_limit;
        if (m_overlong)
            break;
        m_pending.append(part);
        if (end == std::string_view::npos)
            break;
        lines.push_back(std::move(m_pending));
        m_pending.clear();
        bytes.remove_prefix(end + 1);
    }
    if (m_overlong)
        return Error{ErrorCode::BadArgument,
                     "message: longer than the limit of " + std::to_string(m_limit) + " bytes", "",
                     nullptr};
    return lines;
}

} // namespace tiebreak
