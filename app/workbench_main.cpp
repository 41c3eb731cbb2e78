// The program `tiebreak`: reads the command line and opens the window.
#include "base/paths.h"
#include "ui/shell/workbench.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QTimer>

#include <cstdio>
#include <ctime>
#include <fstream>
#include <iterator>
#include <unistd.h>

namespace {

using namespace tiebreak;

/// Seconds since this process was started by exec: its start in /proc, in clock ticks since boot
/// (10 ms steps).
double secondsSinceExec() {
    std::ifstream file("/proc/self/stat");
    std::string stat((std::istreambuf_iterator<char>(file)), {});
    // The name in brackets may hold spaces; the start time is the 20th field after it.
    auto at = stat.rfind(')');
    for (int field = 0; field < 20 && at != std::string::npos; ++field)
        at = stat.find(' ', at + 1);
    if (at == std::string::npos)
        return 0;
    timespec now{};
    clock_gettime(CLOCK_BOOTTIME, &now);
    return double(now.tv_sec) + double(now.tv_nsec) * 1e-9 -
           std::stod(stat.substr(at)) / double(sysconf(_SC_CLK_TCK));
}

struct CommandLine {
    WorkbenchOptions options;
    std::filesystem::path workspace = defaultWorkspaceFolder();
    bool startupTrace = false;
};

/// Exits with 2 for a value that is not allowed, naming it.
[[noreturn]] void refuse(const char* option, const QString& value, const char* allowed) {
    std::fprintf(stderr, "tiebreak: --%s '%s': %s\n", option, qPrintable(value), allowed);
    std::exit(2);
}

CommandLine readCommandLine(QApplication& application) {
    QCommandLineParser parser;
    parser.setApplicationDescription(
        "Tiebreak: sample, judge, train, compare. One window, offline.");
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addOption({"workspace", "Open the workspace in <folder>.", "folder"});
    parser.addOption({"theme", "system, light or dark, for this start.", "name"});
    parser.addOption({"font-scale", "1 to 2, for this start.", "factor"});
    parser.addOption({"language", "en or de, for this start.", "code"});
    parser.addOption(
        {"startup-trace", "Print the milliseconds from exec to the first paint, then end."});
    parser.process(application);

    CommandLine out;
    out.options.settingsFile = configFolder() / "settings.json";
    out.options.modelsFolder = modelsFolder();
    out.options.engineProgram = EngineClient::programBesideWindow();
    out.startupTrace = parser.isSet("startup-trace");
    if (parser.isSet("workspace"))
        out.workspace = parser.value("workspace").toStdString();
    if (parser.isSet("theme")) {
        out.options.theme = parser.value("theme");
        if (!QStringList{"system", "light", "dark"}.contains(*out.options.theme))
            refuse("theme", *out.options.theme, "use system, light or dark");
    }
    if (parser.isSet("language"))
        out.options.language = parser.value("language");
    if (parser.isSet("font-scale")) {
        bool ok = false;
        out.options.fontScale = parser.value("font-scale").toDouble(&ok);
        if (!ok || *out.options.fontScale < 1 || *out.options.fontScale > 2)
            refuse("font-scale", parser.value("font-scale"), "use a number from 1 to 2");
    }
    return out;
}

} // namespace

int main(int argc, char** argv) {
    QApplication application(argc, argv);
    QCoreApplication::setApplicationName("tiebreak");
    QCoreApplication::setApplicationVersion(TIEBREAK_VERSION);
    QGuiApplication::setApplicationDisplayName("Tiebreak");
    QGuiApplication::setQuitOnLastWindowClosed(
        false); // a change of workspace closes one window before the next
    const auto line = readCommandLine(application);

    Workbench workbench(application, line.options);
    if (line.startupTrace)
        QObject::connect(&workbench, &Workbench::firstPainted, &application, [] {
            std::printf("first paint %.0f ms after exec\n", secondsSinceExec() * 1000);
            QCoreApplication::quit();
        });
    if (const auto status = workbench.open(line.workspace); !status) {
        std::fprintf(stderr, "tiebreak: %s\n", status.error().message.c_str());
        return 2;
    }
    return QApplication::exec();
}
