// Ends a helper process whose answer nobody waits for any more. The window's thread, when it
// closes.
#pragma once

#include <QProcess>

namespace tiebreak {

inline void endProcess(QProcess& process) {
    constexpr int kPatienceMs = 1000;
    process.disconnect();
    process.kill();
    process.waitForFinished(kPatienceMs);
}

} // namespace tiebreak
