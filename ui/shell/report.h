// Help → Copy report: versions, processor, device and the engine's last log lines, without prompts
// and without paths. A free function on values, any thread.
#pragma once

#include "protocol/engine_messages.h"

#include <QString>
#include <QStringList>

namespace tiebreak {

struct ReportFacts {
    QString version;
    HelloReply engine;
    QString engineState;
    LoadedReply model;
    QStringList log;
};

QString makeReport(const ReportFacts& facts);
/// Every path in the line becomes "…/name", or "…" for a folder of the person.
QString withoutPaths(QString line);

} // namespace tiebreak
