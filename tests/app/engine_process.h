// Runs the built tiebreak-engine for tests: to its end, or as a conversation of lines. The test's
// thread.
#pragma once

#include "protocol/engine_messages.h"
#include "protocol/line_framer.h"

#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <deque>
#include <functional>
#include <optional>

namespace tiebreak::test {

inline constexpr int kPatienceMs = 60'000; // a busy machine loads LibTorch slowly

inline QString enginePath() {
    return QStringLiteral(TIEBREAK_BIN_DIR "/tiebreak-engine");
}
inline QString stories(const QString& file = "hf") {
    return QStringLiteral(TIEBREAK_TEST_DATA "/model/stories260K/") + file;
}

struct Finished {
    int status = -1;
    QByteArray out;
    QByteArray err;
    std::vector<nlohmann::json> lines() const {
        std::vector<nlohmann::json> parsed;
        for (const QByteArray& line : out.split('\n'))
            if (!line.isEmpty())
                parsed.push_back(nlohmann::json::parse(line.toStdString()));
        return parsed;
    }
};

inline Finished runEngine(const QStringList& arguments, const QByteArray& input = {}) {
    QProcess process;
    process.start(enginePath(), arguments);
    process.write(input);
    process.closeWriteChannel();
    Finished finished;
    if (!process.waitForFinished(kPatienceMs))
        return finished;
    finished.status = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -2;
    finished.out = process.readAllStandardOutput();
    finished.err = process.readAllStandardError();
    return finished;
}

/// `tiebreak-engine serve` and the lines it sends, in order.
class Conversation {
public:
    Conversation() {
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(enginePath(), {"serve"});
    }
    ~Conversation() {
        m_process.kill();
        m_process.waitForFinished(kPatienceMs);
    }
    QProcess& process() { return m_process; }
    void write(const QByteArray& line) { m_process.write(line + '\n'); }
    void write(const EngineRequest& request) { write(QByteArray::fromStdString(toLine(request))); }

    /// The next message that `wanted` accepts; others before it are dropped. Nothing when time is
    /// up.
    std::optional<EngineReply> next(const std::function<bool(const EngineReply&)>& wanted) {
        QElapsedTimer clock;
        clock.start();
        while (clock.elapsed() < kPatienceMs) {
            for (; !m_replies.empty(); m_replies.pop_front())
                if (wanted(m_replies.front())) {
                    EngineReply found = std::move(m_replies.front());
                    m_replies.pop_front();
                    return found;
                }
            if (!m_process.waitForReadyRead(1000) && m_process.state() == QProcess::NotRunning)
                return std::nullopt;
            take(m_process.readAllStandardOutput());
        }
        return std::nullopt;
    }
    template <class Body>
    std::optional<Body> next(std::int64_t id) {
        const auto reply = next([id](const EngineReply& candidate) {
            return candidate.id == id && std::holds_alternative<Body>(candidate.body);
        });
        return reply ? std::optional(std::get<Body>(reply->body)) : std::nullopt;
    }

private:
    void take(const QByteArray& bytes) {
        const auto lines = m_framer.push(bytes.toStdString());
        for (const std::string& line : *lines)
            m_replies.push_back(parseReply(line).value()); // what the engine sends must be readable
    }

    QProcess m_process;
    LineFramer m_framer;
    std::deque<EngineReply> m_replies;
};

} // namespace tiebreak::test
