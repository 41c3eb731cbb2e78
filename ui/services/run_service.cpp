#include "ui/services/run_service.h"

#include "ui/services/end_process.h"
#include "ui/services/run_watcher.h"
#include "ui/services/run_writer.h"

#include <QDir>
#include <QProcess>
#include <QTemporaryDir>
#include <QtConcurrent/QtConcurrentRun>

namespace tiebreak {

namespace {

constexpr int kPollMs = 1000;
constexpr int kCoalesceMs = 100;

/// The engine's own words: the last line it wrote on stderr.
Error errorFrom(QProcess& process) {
    const QByteArray words = process.readAllStandardError().trimmed();
    const int newline = words.lastIndexOf('\n');
    const QString line = QString::fromUtf8(newline < 0 ? words : words.mid(newline + 1));
    if (!line.isEmpty())
        return {ErrorCode::Internal, line.toStdString(), {}, nullptr};
    return {ErrorCode::Internal, process.errorString().toStdString(), {}, nullptr};
}

} // namespace

RunService::RunService(const QString& workspace, const QString& engine, QObject* parent)
    : QObject(parent)
    , m_workspace(workspace)
    , m_engine(engine)
    , m_watcher(new RunWatcher(runsFolder().toStdString())) {
    qRegisterMetaType<RunCurves>();
    qRegisterMetaType<QVector<RunSnapshot>>();
    QDir().mkpath(runsFolder());
    m_watcher->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_watcher, &QObject::deleteLater);
    connect(m_watcher, &RunWatcher::runsScanned, this, &RunService::takeRuns);
    connect(m_watcher, &RunWatcher::curvesRead, this, &RunService::takeCurves);
    connect(&m_poll, &QTimer::timeout, m_watcher, &RunWatcher::scan);
    connect(&m_soon, &QTimer::timeout, m_watcher, &RunWatcher::scan);
    connect(&m_files, &QFileSystemWatcher::directoryChanged, &m_soon, qOverload<>(&QTimer::start));
    connect(&m_files, &QFileSystemWatcher::fileChanged, &m_soon, qOverload<>(&QTimer::start));
    m_soon.setSingleShot(true);
    m_soon.setInterval(kCoalesceMs);
    m_files.addPath(runsFolder());
    m_thread.setObjectName(QStringLiteral("runs"));
    m_thread.start();
    m_poll.start(kPollMs);
    m_soon.start();
}

RunService::~RunService() {
    // Launchers and pre-flights; a run itself is no child of ours.
    for (auto* process : findChildren<QProcess*>())
        endProcess(*process);
    m_thread.quit();
    m_thread.wait();
}

QString RunService::runsFolder() const {
    return m_workspace + QStringLiteral("/runs");
}

void RunService::createAndStart(const NewRun& run) {
    ++m_preflightRequest; // nobody waits for an answer any more, and the run wants the cores
    endOldPreflight();
    const std::filesystem::path folder = runsFolder().toStdString();
    QtConcurrent::run([folder, run] {
        return writeNewRun(folder, run);
    }).then(this, [this](Result<QString> made) {
        if (!made) {
            Q_EMIT runFailed({}, made.error());
            return;
        }
        Q_EMIT runCreated(*made);
        m_soon.start();
        start(*made);
    });
}

void RunService::start(const QString& id) {
    // The engine detaches by itself; this short process only tells whether that worked.
    auto* launcher = new QProcess(this);
    connect(launcher, &QProcess::finished, this, [this, launcher, id](int code) {
        launcher->deleteLater();
        m_soon.start();
        if (code == 0)
            Q_EMIT runStarted(id);
        else
            Q_EMIT runFailed(id, errorFrom(*launcher));
    });
    connect(launcher, &QProcess::errorOccurred, this,
            [this, launcher, id](QProcess::ProcessError e) {
                if (e != QProcess::FailedToStart)
                    return;
                launcher->deleteLater();
                Q_EMIT runFailed(id, errorFrom(*launcher));
            });
    launcher->start(m_engine, {QStringLiteral("train"), runsFolder() + QLatin1Char('/') + id,
                               QStringLiteral("--detach")});
}

void RunService::control(const QString& id, const QString& command) {
    const RunFolder folder{(runsFolder() + QLatin1Char('/') + id).toStdString()};
    QtConcurrent::run([folder, text = command.toStdString()] {
        return writeRunControl(folder, text);
    }).then(this, [this, id](Status written) {
        if (!written)
            Q_EMIT runFailed(id, written.error());
    });
}

void RunService::preflight(const NewRun& run, bool tryStep) {
    const quint64 request = ++m_preflightRequest;
    endOldPreflight();
    auto draft = std::make_shared<QTemporaryDir>();
    if (!draft->isValid()) {
        Q_EMIT preflightFailed({ErrorCode::Io, draft->errorString().toStdString(), {}, nullptr});
        return;
    }
    const std::filesystem::path folder = draft->path().toStdString();
    QtConcurrent::run([folder, run] {
        return writeRunFiles(folder, run);
    }).then(this, [this, request, draft, tryStep](Status written) {
        if (request != m_preflightRequest)
            return;
        if (!written) {
            Q_EMIT preflightFailed(written.error());
            return;
        }
        draft->setAutoRemove(false);
        runPreflight(draft->path(), request, tryStep);
    });
}

void RunService::runPreflight(const QString& folder, quint64 request, bool tryStep) {
    auto* engine = new QProcess(this);
    connect(engine, &QProcess::finished, this, [this, engine, folder, request](int code) {
        engine->deleteLater();
        QDir(folder).removeRecursively();
        if (request != m_preflightRequest)
            return;
        const auto report =
            nlohmann::json::parse(engine->readAllStandardOutput().toStdString(), nullptr, false);
        // A report with hard errors is one too: it says which rows are the matter.
        if (report.is_object() && (code == 0 || report.contains("errors")))
            Q_EMIT preflightFinished(report);
        else
            Q_EMIT preflightFailed(errorFrom(*engine));
    });
    connect(engine, &QProcess::errorOccurred, this,
            [this, engine, folder, request](QProcess::ProcessError e) {
                if (e != QProcess::FailedToStart)
                    return;
                engine->deleteLater();
                QDir(folder).removeRecursively();
                if (request == m_preflightRequest)
                    Q_EMIT preflightFailed(errorFrom(*engine));
            });
    QStringList arguments{QStringLiteral("train"), folder, QStringLiteral("--preflight")};
    if (!tryStep)
        arguments << QStringLiteral("--quick");
    m_preflight = engine;
    engine->start(m_engine, arguments);
}

/// Nobody wants its answer any more, and a tried step takes all cores.
void RunService::endOldPreflight() {
    if (m_preflight && m_preflight->state() != QProcess::NotRunning)
        m_preflight->kill();
}

void RunService::takeRuns(const QVector<RunSnapshot>& runs) {
    QHash<QString, QString> before;
    for (const auto& run : m_runs)
        before.insert(run.id, run.effectiveState);
    m_runs = runs;
    watchFolders();
    Q_EMIT runsChanged(m_runs);
    for (const auto& run : m_runs) {
        const bool finished = run.effectiveState == QLatin1String("finished");
        const bool wasOpen = before.contains(run.id) && before[run.id] != run.effectiveState;
        if (finished && (wasOpen || !m_scannedOnce))
            Q_EMIT runFinished(run);
    }
    m_scannedOnce = true;
}

void RunService::watchFolders() {
    for (const auto& run : m_runs)
        if (run.isLive() && !m_files.directories().contains(run.path)) {
            m_files.addPath(run.path);
            m_files.addPath(run.path + QStringLiteral("/metrics.jsonl"));
        }
}

void RunService::takeCurves(const RunCurves& curves) {
    m_curves.insert(curves.id, curves.series);
    Q_EMIT curvesChanged(curves.id);
}

} // namespace tiebreak
