#include "ui/services/run_watcher.h"

#include "base/atomic_file.h"

#include <QFileInfo>

#include <algorithm>
#include <set>

namespace tiebreak {

struct RunWatcher::Watched {
    explicit Watched(const std::filesystem::path& path)
        : folder{path}
        , log(folder.metrics()) {}

    RunFolder folder;
    MetricLog log;
    RunSnapshot snapshot;
    QDateTime configTime;
    std::string stateText;
    bool dataCounted = false;
    qint64 rateStep = -1; ///< first step seen while running, for the rate
    qint64 rateTime = 0;  ///< its time on m_clock, ms
};

namespace {

QString textOf(const std::filesystem::path& path) {
    return QString::fromStdString(path.string());
}

qint64 countLines(const std::filesystem::path& file) {
    const auto content = readFile(file, std::uintmax_t{1} << 30);
    return content ? std::count(content->begin(), content->end(), '\n') : 0;
}

} // namespace

RunWatcher::RunWatcher(std::filesystem::path runsFolder)
    : m_runsFolder(std::move(runsFolder)) {
    m_clock.start();
}

void RunWatcher::scan() {
    std::set<QString> present;
    std::error_code failure;
    for (const auto& entry : std::filesystem::directory_iterator(m_runsFolder, failure)) {
        if (!entry.is_directory(failure) || !std::filesystem::exists(entry.path() / "run.json"))
            continue;
        present.insert(textOf(entry.path().filename()));
        readFolder(entry.path());
    }
    m_changed |=
        std::erase_if(m_runs, [&](const auto& run) { return !present.count(run.first); }) > 0;
    if (!std::exchange(m_changed, false))
        return;
    QVector<RunSnapshot> runs;
    for (const auto& [id, run] : m_runs)
        runs.push_back(run->snapshot);
    Q_EMIT runsScanned(runs);
}

void RunWatcher::readFolder(const std::filesystem::path& folder) {
    auto& run = m_runs[textOf(folder.filename())];
    if (!run) {
        run = std::make_shared<Watched>(folder);
        run->snapshot.id = textOf(folder.filename());
        run->snapshot.path = textOf(folder);
        m_changed = true;
    }
    readConfig(*run);
    readState(*run);
    readCurves(*run);
}

void RunWatcher::readConfig(Watched& run) {
    const QFileInfo info(textOf(run.folder.config()));
    if (info.lastModified() == run.configTime)
        return;
    run.configTime = info.lastModified();
    run.snapshot.startedAt = info.lastModified().toMSecsSinceEpoch();
    auto config = readRunConfig(run.folder.config());
    run.snapshot.problem = config ? QString() : QString::fromStdString(config.error().text());
    if (config)
        run.snapshot.config = std::move(*config);
    m_changed = true;
}

void RunWatcher::readState(Watched& run) {
    const auto text = readFile(run.folder.state(), 1u << 20);
    const bool same = text && *text == run.stateText;
    if (text && !same) {
        run.stateText = *text;
        if (auto state = readRunState(run.folder)) {
            run.snapshot.state = std::move(*state);
            readCheckpoints(run);
            m_changed = true;
        }
    }
    if (!run.dataCounted && std::filesystem::exists(run.folder.data())) {
        run.snapshot.rows = countLines(run.folder.data());
        run.dataCounted = true;
    }
    const QString effective = QString::fromStdString(effectiveState(run.snapshot.state));
    m_changed |= effective != run.snapshot.effectiveState;
    run.snapshot.effectiveState = effective;
}

void RunWatcher::readCurves(Watched& run) {
    const auto changed = run.log.poll();
    if (!changed || !*changed)
        return;
    for (const auto& [key, series] : run.log.series())
        if (!series.values.empty())
            run.snapshot.latest[key] = series.values.back();
    estimateTimeLeft(run);
    m_changed = true;
    Q_EMIT curvesRead({run.snapshot.id, std::make_shared<const MetricMap>(run.log.series())});
}

void RunWatcher::readCheckpoints(Watched& run) {
    run.snapshot.checkpoints.clear();
    for (const auto& folder : listCheckpoints(run.folder))
        if (auto manifest = readManifest(folder))
            run.snapshot.checkpoints.push_back(std::move(*manifest));
}

void RunWatcher::estimateTimeLeft(Watched& run) {
    const qint64 step = run.log.lastStep();
    const qint64 now = m_clock.elapsed();
    run.snapshot.secondsLeft = -1;
    if (run.snapshot.effectiveState != QLatin1String("running"))
        return;
    if (run.rateStep < 0) {
        run.rateStep = step;
        run.rateTime = now;
        return;
    }
    const qint64 steps = step - run.rateStep;
    const qint64 left = run.snapshot.state.totalSteps - step;
    if (steps > 0 && left >= 0)
        run.snapshot.secondsLeft =
            double(now - run.rateTime) / 1000.0 / double(steps) * double(left);
}

} // namespace tiebreak
