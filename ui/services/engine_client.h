// The window's end of the conversation with `tiebreak-engine serve`: starts the process, sends
// requests, tells what comes back, and says in words why it stopped. Never blocks, never restarts
// by itself. Requests made while the engine starts wait for its hello. Answers carry the request's
// id. The window's thread; it owns the process.
#pragma once

#include "protocol/engine_messages.h"
#include "protocol/line_framer.h"
#include "ui/services/oom_watch.h"

#include <QHash>
#include <QObject>
#include <QProcess>
#include <QStringList>
#include <QTimer>

#include <memory>

namespace tiebreak {

/// Limits of patience; tests shorten them.
struct EngineTiming {
    int helloMs = 60'000;   ///< from start to hello
    int silenceMs = 10'000; ///< without a heartbeat: not responding
};

class EngineClient : public QObject {
    Q_OBJECT

public:
    enum class State { Stopped, Starting, Ready, NotResponding };
    Q_ENUM(State)

    explicit EngineClient(QString program, QStringList arguments = {"serve"},
                          EngineTiming timing = {}, QObject* parent = nullptr);
    ~EngineClient() override;

    /// The engine that stands beside this program's own binary.
    static QString programBesideWindow();

    State state() const { return m_state; }
    const HelloReply& hello() const { return m_hello; }
    /// Why it stopped last, empty while it runs.
    const QString& stopCause() const { return m_cause; }
    /// The engine's last lines on stderr, oldest first, at most 50.
    const QStringList& lastLog() const { return m_log; }

    // Requests; each returns the id its answers carry.
    qint64 load(const LoadRequest& request) { return send(request); }
    qint64 generate(const GenerateRequest& request) { return send(request); }
    qint64 inspect(const InspectRequest& request) { return send(request); }
    qint64 render(const RenderRequest& request) { return send(request); }
    qint64 unload(const UnloadRequest& request) { return send(request); }
    qint64 score(const ScoreRequest& request) { return send(request); }
    qint64 devices() { return send(DevicesRequest{}); }
    /// Ends a request; its rows finish with stop "cancelled".
    void cancel(qint64 requestId) { send(CancelRequest{requestId}); }

public Q_SLOTS:
    void start();
    /// Ends what runs, without engineStopped, and starts anew.
    void restart();
    /// Asks it to end; engineStopped does not follow.
    void shutdown();

Q_SIGNALS:
    void stateChanged(tiebreak::EngineClient::State state);
    void helloReceived(const tiebreak::HelloReply& hello);
    void progressed(qint64 id, const tiebreak::ProgressReply& progress);
    void modelLoaded(qint64 id, const tiebreak::LoadedReply& model);
    void promptStarted(qint64 id, const tiebreak::StartedReply& prompt);
    void tokensArrived(qint64 id, const std::vector<tiebreak::TokenItem>& items);
    void rowFinished(qint64 id, const tiebreak::FinishedReply& row);
    void inspected(qint64 id, const tiebreak::InspectedReply& reply);
    void requestDone(qint64 id);
    /// Also for every open request when the engine stops, before engineStopped.
    void requestFailed(qint64 id, const tiebreak::Error& error);
    void rendered(qint64 id, const tiebreak::RenderedReply& prompt);
    void scored(qint64 id, const tiebreak::ScoredReply& scores);
    void devicesListed(const tiebreak::DevicesReply& devices);
    /// Not wanted by anyone; `cause` is one sentence for a person.
    void engineStopped(const QString& cause);

private:
    qint64 send(decltype(EngineRequest::body) body);
    void transmit(const EngineRequest& request);
    void dropProcess();
    void connectProcess();
    void readReplies();
    void readLog();
    void take(const EngineReply& reply);
    void takeHello(const HelloReply& hello);
    void noteLife();
    void setState(State state);
    void processEnded(int exitCode, QProcess::ExitStatus status);
    void fail(const QString& cause, ErrorCode code = ErrorCode::Internal);

    QString m_program;
    QStringList m_arguments;
    EngineTiming m_timing;
    QProcess* m_process = nullptr;
    LineFramer m_framer;
    std::unique_ptr<OomWatch> m_oom;
    QTimer m_helloTimer;
    QTimer m_silenceTimer;
    State m_state = State::Stopped;
    HelloReply m_hello;
    QString m_cause;
    QStringList m_log;
    qint64 m_lastId = 0;
    qint64 m_helloId = 0;
    std::vector<EngineRequest> m_waiting; ///< made before the hello
    QList<qint64> m_open;                 ///< sent or waiting, unanswered
};

} // namespace tiebreak

Q_DECLARE_METATYPE(tiebreak::HelloReply)
