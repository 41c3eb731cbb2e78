#include "ui/services/engine_client.h"

#include "ui/services/engine_end.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QProcessEnvironment>

namespace tiebreak {

namespace {

constexpr qsizetype kLogLines = 50;
constexpr int kEndMilliseconds = 2000;
constexpr const char* kSpinCount = "20000"; // some ten microseconds

/// The request is over for the person who waits for it.
bool endsRequest(const EngineReply& reply) {
    return !std::holds_alternative<Heartbeat>(reply.body) &&
           !std::holds_alternative<ProgressReply>(reply.body) &&
           !std::holds_alternative<StartedReply>(reply.body) &&
           !std::holds_alternative<TokensReply>(reply.body) &&
           !std::holds_alternative<FinishedReply>(reply.body) &&
           !std::holds_alternative<InspectedReply>(reply.body);
}

/// OpenMP's threads spin while they wait for one another; where the window or a training wants the
/// processor too they spin most of it away. libgomp reads this when it is loaded.
QProcessEnvironment engineEnvironment() {
    auto environment = QProcessEnvironment::systemEnvironment();
    if (!environment.contains("GOMP_SPINCOUNT") && !environment.contains("OMP_WAIT_POLICY"))
        environment.insert("GOMP_SPINCOUNT", kSpinCount);
    return environment;
}

} // namespace

EngineClient::EngineClient(QString program, QStringList arguments, EngineTiming timing,
                           QObject* parent)
    : QObject(parent)
    , m_program(std::move(program))
    , m_arguments(std::move(arguments))
    , m_timing(timing) {
    m_helloTimer.setSingleShot(true);
    m_helloTimer.setInterval(timing.helloMs);
    m_silenceTimer.setSingleShot(true);
    m_silenceTimer.setInterval(timing.silenceMs);
    connect(&m_helloTimer, &QTimer::timeout, this, [this] {
        fail(tr("The engine did not answer within %n s of its start.", nullptr,
                m_timing.helloMs / 1000));
    });
    connect(&m_silenceTimer, &QTimer::timeout, this, [this] { setState(State::NotResponding); });
}

EngineClient::~EngineClient() {
    // Also those that were asked to go and have not gone yet. A killed process is gone in
    // milliseconds, and the window is already off the screen.
    const auto processes = findChildren<QProcess*>();
    for (auto* process : processes) {
        process->disconnect();
        process->kill();
        process->waitForFinished(kEndMilliseconds);
    }
}

QString EngineClient::programBesideWindow() {
    return QCoreApplication::applicationDirPath() + "/tiebreak-engine";
}

void EngineClient::start() {
    if (m_process)
        return;
    m_framer = LineFramer();
    m_cause.clear();
    m_log.clear();
    m_oom = std::make_unique<OomWatch>();
    m_process = new QProcess(this);
    connectProcess();
    setState(State::Starting);
    m_helloTimer.start();
    m_process->setProcessEnvironment(engineEnvironment());
    m_process->start(m_program, m_arguments);
    if (!m_process)
        return; // it failed at once, and fail() has said so
    m_helloId = ++m_lastId;
    transmit({m_helloId, HelloRequest{}});
}

void EngineClient::connectProcess() {
    connect(m_process, &QProcess::readyReadStandardOutput, this, &EngineClient::readReplies);
    connect(m_process, &QProcess::readyReadStandardError, this, &EngineClient::readLog);
    connect(m_process, &QProcess::finished, this, &EngineClient::processEnded);
    connect(m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            fail(tr("The engine cannot be started: %1 is not there or not a program.")
                     .arg(QFileInfo(m_program).fileName()),
                 ErrorCode::NotFound);
    });
}

void EngineClient::restart() {
    dropProcess();
    m_waiting.clear();
    const auto open = std::exchange(m_open, {});
    for (const auto id : open)
        Q_EMIT requestFailed(id, Error{ErrorCode::Cancelled, "the engine was restarted"});
    start();
}

void EngineClient::shutdown() {
    if (!m_process)
        return;
    transmit({++m_lastId, ShutdownRequest{}});
    m_process->closeWriteChannel();
    dropProcess();
    setState(State::Stopped);
}

void EngineClient::dropProcess() {
    m_helloTimer.stop();
    m_silenceTimer.stop();
    if (!m_process)
        return;
    auto* process = std::exchange(m_process, nullptr);
    process->disconnect(this);
    if (process->state() == QProcess::NotRunning) {
        process->deleteLater();
        return;
    }
    connect(process, &QProcess::finished, process, &QObject::deleteLater);
    process->closeWriteChannel();
    // Its end of file asked it to go; what has not gone by then is made to.
    QTimer::singleShot(kEndMilliseconds, process, &QProcess::kill);
}

qint64 EngineClient::send(decltype(EngineRequest::body) body) {
    const EngineRequest request{++m_lastId, std::move(body)};
    if (!std::holds_alternative<CancelRequest>(request.body))
        m_open << request.id;
    if (m_state == State::Starting || m_state == State::Stopped)
        m_waiting.push_back(request);
    else
        transmit(request);
    return request.id;
}

void EngineClient::transmit(const EngineRequest& request) {
    m_process->write(QByteArray::fromStdString(toLine(request)) + '\n');
}

void EngineClient::readLog() {
    const auto lines =
        QString::fromUtf8(m_process->readAllStandardError()).split('\n', Qt::SkipEmptyParts);
    m_log += lines;
    if (m_log.size() > kLogLines)
        m_log = m_log.mid(m_log.size() - kLogLines);
}

void EngineClient::readReplies() {
    const auto bytes = m_process->readAllStandardOutput();
    const auto lines = m_framer.push({bytes.constData(), size_t(bytes.size())});
    if (!lines) {
        fail(tr("The engine sent a message that is too long."));
        return;
    }
    for (const auto& line : *lines) {
        const auto reply = parseReply(line);
        if (!reply) {
            m_log << QString::fromStdString(reply.error().message);
            fail(tr("The engine sent something this window does not understand. Use an engine of "
                    "the same version."));
            return;
        }
        take(*reply);
        if (!m_process)
            return; // a slot ended the conversation
    }
}

void EngineClient::take(const EngineReply& reply) {
    noteLife();
    if (endsRequest(reply))
        m_open.removeOne(reply.id);
    const qint64 id = reply.id;
    struct Visitor {
        EngineClient& self;
        qint64 id;
        void operator()(const Heartbeat&) const {}
        void operator()(const HelloReply& hello) const { self.takeHello(hello); }
        void operator()(const ProgressReply& progress) const {
            Q_EMIT self.progressed(id, progress);
        }
        void operator()(const LoadedReply& model) const { Q_EMIT self.modelLoaded(id, model); }
        void operator()(const StartedReply& prompt) const { Q_EMIT self.promptStarted(id, prompt); }
        void operator()(const TokensReply& tokens) const {
            Q_EMIT self.tokensArrived(id, tokens.items);
        }
        void operator()(const FinishedReply& row) const { Q_EMIT self.rowFinished(id, row); }
        void operator()(const InspectedReply& reply) const { Q_EMIT self.inspected(id, reply); }
        void operator()(const DoneReply&) const { Q_EMIT self.requestDone(id); }
        void operator()(const RenderedReply& prompt) const { Q_EMIT self.rendered(id, prompt); }
        void operator()(const DevicesReply& devices) const { Q_EMIT self.devicesListed(devices); }
        void operator()(const ScoredReply& scores) const { Q_EMIT self.scored(id, scores); }
        void operator()(const ErrorReply& reply) const {
            if (id == self.m_helloId)
                self.fail(QString::fromStdString(reply.error.message));
            else
                Q_EMIT self.requestFailed(id, reply.error);
        }
    };
    std::visit(Visitor{*this, id}, reply.body);
}

void EngineClient::takeHello(const HelloReply& hello) {
    m_helloTimer.stop();
    if (hello.version != kProtocolVersion) {
        fail(tr("The engine speaks version %1, this window version %2. Build both from the same "
                "source.")
                 .arg(hello.version)
                 .arg(kProtocolVersion));
        return;
    }
    m_hello = hello;
    setState(State::Ready);
    m_silenceTimer.start();
    Q_EMIT helloReceived(hello);
    const auto waiting = std::exchange(m_waiting, {});
    for (const auto& request : waiting)
        if (m_process)
            transmit(request);
}

void EngineClient::noteLife() {
    if (m_state == State::Starting)
        return;
    m_silenceTimer.start();
    if (m_state == State::NotResponding)
        setState(State::Ready);
}

void EngineClient::setState(State state) {
    if (m_state == state)
        return;
    m_state = state;
    Q_EMIT stateChanged(state);
}

void EngineClient::processEnded(int exitCode, QProcess::ExitStatus status) {
    readReplies(); // what it managed to say before its end
    if (!m_process)
        return;
    readLog();
    const auto end = describeEnd(exitCode, status, m_oom->killedSince());
    fail(end.cause, end.code);
}

void EngineClient::fail(const QString& cause, ErrorCode code) {
    if (m_process && m_process->state() != QProcess::NotRunning)
        m_process->kill();
    dropProcess();
    m_cause = cause;
    m_waiting.clear();
    const auto open = std::exchange(m_open, {});
    setState(State::Stopped);
    for (const auto id : open)
        Q_EMIT requestFailed(id, Error{code, cause.toStdString()});
    Q_EMIT engineStopped(cause);
}

} // namespace tiebreak
