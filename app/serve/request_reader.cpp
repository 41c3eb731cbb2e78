#include "serve/request_reader.h"

#include "protocol/json_fields.h"
#include "tensor/device.h"

#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <thread>
#include <unistd.h>

namespace tiebreak {

namespace {

/// The id of a line that is no request, where it has one, so that whoever sent it learns of it.
std::int64_t idOf(const std::string& line) {
    const auto json = parseObject(line);
    if (!json)
        return 0;
    JsonFields in(*json, "request");
    const std::int64_t id = in.integer("id", 0);
    return in.status() && id > 0 ? id : 0;
}

} // namespace

void RequestReader::start() {
    std::thread([this] { run(); }).detach(); // blocked in read() when the process ends
}

void RequestReader::run() {
    std::string buffer(1 << 16, '\0');
    for (;;) {
        const ssize_t count = ::read(STDIN_FILENO, buffer.data(), buffer.size());
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0 || !take({buffer.data(), static_cast<std::size_t>(count)}))
            break;
    }
    m_queue.close();
    std::this_thread::sleep_for(std::chrono::seconds(5));
    std::_Exit(0);
}

bool RequestReader::take(std::string_view bytes) {
    const auto lines = m_framer.push(bytes);
    if (!lines) {
        m_writer.fail(0, lines.error());
        return false;
    }
    for (const std::string& line : *lines)
        takeLine(line);
    return true;
}

void RequestReader::takeLine(const std::string& line) {
    auto request = parseRequest(line);
    if (!request)
        m_writer.fail(idOf(line), request.error());
    else if (const auto* hello = std::get_if<HelloRequest>(&request->body))
        answerHello(request->id, *hello);
    else
        m_queue.push(std::move(*request));
}

void RequestReader::answerHello(std::int64_t id, const HelloRequest& hello) {
    if (hello.version != kProtocolVersion)
        m_writer.fail(id, {ErrorCode::TooNew,
                           "hello: protocol version " + std::to_string(hello.version) +
                               ", this engine speaks " + std::to_string(kProtocolVersion) +
                               "; window and engine must be of one build",
                           "", nullptr});
    else
        m_writer.send(
            {id, HelloReply{kProtocolVersion, TIEBREAK_VERSION, torchVersion(), ::getpid()}});
}

} // namespace tiebreak
