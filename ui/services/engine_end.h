// How a child process ended, in words for a person. Free functions on values, any thread.
#pragma once

#include "base/error.h"

#include <QProcess>
#include <QString>

namespace tiebreak {

struct EngineEnd {
    ErrorCode code = ErrorCode::Internal;
    QString cause; ///< one sentence
};

/// `exitCode` is the signal's number for a crash, as QProcess gives it on Unix; `outOfMemory`: the
/// kernel counted a kill since the start.
EngineEnd describeEnd(int exitCode, QProcess::ExitStatus status, bool outOfMemory);

} // namespace tiebreak
