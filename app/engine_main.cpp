// tiebreak-engine: every subcommand of the contract in one program. Results are JSON lines on
// stdout, diagnostics one line on stderr, exit statuses those of exitStatus().
#include "commands/commands.h"

#include "base/error.h"

#include <CLI/CLI.hpp>
#include <iostream>

namespace {

int parseAndRun(CLI::App& app, int argc, char** argv) {
    try {
        app.parse(argc, argv);
        return 0;
    } catch (const CLI::RuntimeError& failed) { // thrown by onRun() after it told stderr
        return failed.get_exit_code();
    } catch (const CLI::Success& help) { // --help and --version
        return app.exit(help);
    } catch (const CLI::ParseError& wrong) {
        std::cerr << "tiebreak-engine: " << wrong.what() << '\n';
        return tiebreak::exitStatus(tiebreak::ErrorCode::BadArgument);
    }
}

} // namespace

int main(int argc, char** argv) {
    CLI::App app("Samples, scores and trains language models. Results are JSON lines on stdout.",
                 "tiebreak-engine");
    app.set_version_flag("--version", TIEBREAK_VERSION);
    app.require_subcommand(1);
    tiebreak::addAllCommands(app);
    return parseAndRun(app, argc, argv);
}
