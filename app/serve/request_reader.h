// Reads standard input on a thread of its own: hello is answered at once, a line that cannot be
// read gets an error, all else is queued. When input ends the queue is closed, and a process that
// then does not end by itself within five seconds is ended.
#pragma once

#include "protocol/line_framer.h"
#include "serve/message_writer.h"
#include "serve/request_queue.h"

#include <string>

namespace tiebreak {

class RequestReader {
public:
    RequestReader(MessageWriter& writer, RequestQueue& queue)
        : m_writer(writer)
        , m_queue(queue) {}

    /// Starts the thread; it lasts as long as the process.
    void start();

private:
    void run();
    bool take(std::string_view bytes);
    void takeLine(const std::string& line);
    void answerHello(std::int64_t id, const HelloRequest& hello);

    MessageWriter& m_writer;
    RequestQueue& m_queue;
    LineFramer m_framer{kMaxMessageBytes};
};

} // namespace tiebreak
