#include "ui/shell/report.h"

#include <QFile>
#include <QGuiApplication>
#include <QRegularExpression>
#include <QSysInfo>
#include <QThread>

namespace tiebreak {

namespace {

/// The value of the first line "key : value" of a small file under /proc.
QString procValue(const char* path, const QString& key) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    for (const auto& line : QString::fromUtf8(file.read(64 * 1024)).split('\n'))
        if (line.startsWith(key))
            return line.section(':', 1).simplified();
    return {};
}

} // namespace

QString withoutPaths(QString line) {
    static const QRegularExpression path(R"((?<![\w.~])(?:~|\.{1,2})?/[^\s'"“”]+)");
    return line.replace(path, "…");
}

QString makeReport(const ReportFacts& facts) {
    QStringList lines{
        "Tiebreak " + facts.version,
        QString("Qt %1 on %2, platform %3")
            .arg(qVersion(), QSysInfo::prettyProductName(), QGuiApplication::platformName()),
        QString("Kernel %1 %2").arg(QSysInfo::kernelVersion(), QSysInfo::currentCpuArchitecture()),
        QString("Processor %1, %2 threads")
            .arg(procValue("/proc/cpuinfo", "model name"))
            .arg(QThread::idealThreadCount()),
        "Memory " + procValue("/proc/meminfo", "MemTotal"),
        QString("Engine %1, LibTorch %2, %3")
            .arg(QString::fromStdString(facts.engine.engine),
                 QString::fromStdString(facts.engine.torch), facts.engineState)};
    if (!facts.model.architecture.empty())
        lines << QString("Model %1, %2, %3 on %4, %5 threads")
                     .arg(QString::fromStdString(facts.model.architecture),
                          QString::fromStdString(facts.model.weights),
                          QString::fromStdString(facts.model.dtype),
                          QString::fromStdString(facts.model.device))
                     .arg(facts.model.threads);
    lines << "Log";
    for (const auto& line : facts.log)
        lines << "  " + withoutPaths(line);
    return lines.join('\n') + '\n';
}

} // namespace tiebreak
