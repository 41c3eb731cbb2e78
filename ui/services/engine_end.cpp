#include "ui/services/engine_end.h"

#include <QCoreApplication>

#include <csignal>
#include <cstring>

namespace tiebreak {

namespace {

QString say(const char* text) {
    return QCoreApplication::translate("EngineEnd", text);
}

EngineEnd describeSignal(int number, bool outOfMemory) {
    if (number == SIGKILL && outOfMemory)
        return {
            ErrorCode::OutOfMemory,
            say(QT_TRANSLATE_NOOP(
                "EngineEnd", "The engine stopped: the system was out of memory and ended it."))};
    if (number == SIGKILL)
        return {ErrorCode::Internal,
                say(QT_TRANSLATE_NOOP(
                    "EngineEnd", "The engine stopped: something outside ended it (signal 9)."))};
    return {ErrorCode::Internal,
            say(QT_TRANSLATE_NOOP("EngineEnd", "The engine crashed (signal %1, %2)."))
                .arg(number)
                .arg(QString::fromLocal8Bit(strsignal(number)).toLower())};
}

} // namespace

EngineEnd describeEnd(int exitCode, QProcess::ExitStatus status, bool outOfMemory) {
    if (status == QProcess::CrashExit)
        return describeSignal(exitCode, outOfMemory);
    if (exitCode == 0)
        return {ErrorCode::Internal,
                say(QT_TRANSLATE_NOOP("EngineEnd", "The engine ended by itself."))};
    // Exit 5 is the engine's own word for memory, of the machine or of the accelerator.
    if (exitCode == 5)
        return {ErrorCode::OutOfMemory,
                say(QT_TRANSLATE_NOOP(
                    "EngineEnd", "The engine stopped: out of memory. Use a shorter context."))};
    return {
        ErrorCode::Internal,
        say(QT_TRANSLATE_NOOP("EngineEnd", "The engine stopped with exit code %1.")).arg(exitCode)};
}

} // namespace tiebreak
