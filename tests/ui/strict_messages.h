// Any warning that Qt or the window logs during a test fails it. Make one StrictMessages in
// initTestCase().
#pragma once

#include <QString>
#include <QtGlobal>

#include <cstdio>
#include <cstdlib>

namespace tiebreak {

class StrictMessages {
public:
    StrictMessages() { qInstallMessageHandler(handle); }
    ~StrictMessages() { qInstallMessageHandler(nullptr); }

private:
    static void handle(QtMsgType type, const QMessageLogContext&, const QString& text) {
        std::fprintf(stderr, "%s\n", qPrintable(text));
        if (type == QtDebugMsg || type == QtInfoMsg || isOfTheStage(text))
            return;
        std::fprintf(stderr, "FAIL!  : a warning was logged\n");
        std::fflush(nullptr);
        std::_Exit(1);
    }

    /// Messages about the machine the test runs on, not about the window.
    static bool isOfTheStage(const QString& text) {
        return text.contains("XDG_RUNTIME_DIR") ||
               text.startsWith("This plugin does not support"); // offscreen
    }
};

} // namespace tiebreak
