// serve: answers the window over standard input and output until it closes them. Protocol:
// core/protocol/engine_messages.h.
#include "commands/command.h"
#include "commands/commands.h"
#include "serve/heartbeat.h"
#include "serve/request_reader.h"
#include "serve/serve_session.h"

#include <CLI/CLI.hpp>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <sys/prctl.h>
#include <unistd.h>

namespace tiebreak {

namespace {

/// The window comes first: its engine yields the processor, goes first when memory ends, and ends
/// with it.
void stepBehindTheWindow() {
    std::signal(SIGPIPE, SIG_IGN);
    ::prctl(PR_SET_PDEATHSIG, SIGTERM);
    if (::nice(5) == -1)
        std::fputs("tiebreak-engine: cannot lower the priority\n", stderr);
    std::ofstream("/proc/self/oom_score_adj") << 300;
}

Status runServe() {
    stepBehindTheWindow();
    MessageWriter writer;
    RequestQueue queue;
    RequestReader reader(writer, queue);
    {
        HeartbeatThread heartbeat(writer);
        reader.start();
        ServeSession(writer, queue, heartbeat).run();
    }
    std::_Exit(0); // the reader still waits in read(), which nothing ends
}

} // namespace

void addServeCommand(CLI::App& app) {
    auto* command = app.add_subcommand("serve", "Answer the window on standard input and output");
    onRun(*command, runServe);
}

} // namespace tiebreak
