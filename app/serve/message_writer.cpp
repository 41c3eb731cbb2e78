#include "serve/message_writer.h"

#include <cerrno>
#include <cstdlib>
#include <unistd.h>

namespace tiebreak {

void MessageWriter::send(const EngineReply& reply) {
    std::string line = toLine(reply);
    if (line.size() > kMaxMessageBytes)
        line = toLine(EngineReply{
            reply.id, ErrorReply{{ErrorCode::Unsupported,
                                  "answer: " + std::to_string(line.size()) + " bytes, limit " +
                                      std::to_string(kMaxMessageBytes),
                                  "", nullptr}}});
    line += '\n';
    const std::scoped_lock lock(m_mutex);
    write(line);
}

void MessageWriter::write(const std::string& line) {
    for (std::size_t done = 0; done < line.size();) {
        const ssize_t count = ::write(STDOUT_FILENO, line.data() + done, line.size() - done);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            std::_Exit(0); // the window is gone; nothing here is worth keeping
        done += static_cast<std::size_t>(count);
    }
}

} // namespace tiebreak
