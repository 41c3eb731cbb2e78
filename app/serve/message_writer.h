// Whole lines to standard output, from several threads. Owned by the serve command, shared by its
// threads.
#pragma once

#include "protocol/engine_messages.h"

#include <mutex>
#include <string>

namespace tiebreak {

class MessageWriter {
public:
    /// Ends the process when nobody reads any more. A message over the limit becomes an error
    /// message.
    void send(const EngineReply& reply);
    void fail(std::int64_t id, const Error& error) { send({id, ErrorReply{error}}); }

private:
    void write(const std::string& line);

    std::mutex m_mutex;
};

} // namespace tiebreak
