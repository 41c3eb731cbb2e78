// train: trains or resumes a run folder, or makes one out of a run.json first. With --detach the
// run outlives whoever started it; with --preflight it only says what would be trained on.
#include "commands/command.h"
#include "commands/commands.h"

#include "commands/detach.h"
#include "training/preflight/preflight.h"
#include "training/run/run_creation.h"
#include "training/run/run_session.h"
#include "training/run/train_run.h"

#include <CLI/CLI.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <nlohmann/json.hpp>
#include <unistd.h>
#include <vector>

namespace tiebreak {

namespace {

struct TrainArguments {
    std::string folder, config, out;
    bool detach = false, preflight = false, quick = false;
};

constexpr int kNice = 10;
constexpr int kOomScore = 500;
constexpr const char* kSpinCount = "5000"; // some microseconds

/// The window must stay responsive, and the kernel shall take the training first when memory ends.
void yieldToTheWindow() {
    if (::nice(kNice) == -1) {
        // Already at the lowest priority; nothing to do.
    }
    std::ofstream("/proc/self/oom_score_adj") << kOomScore;
}

/// OpenMP's threads spin while they wait for one another; beside a window that wants the processor
/// too they spin away most of it. libgomp reads this when it is loaded, so the program starts once
/// more with it set.
void restartWithShortSpin(const std::vector<std::string>& arguments) {
    if (std::getenv("GOMP_SPINCOUNT") || std::getenv("OMP_WAIT_POLICY"))
        return;
    ::setenv("GOMP_SPINCOUNT", kSpinCount, 1);
    std::vector<char*> pointers;
    for (const auto& argument : arguments)
        pointers.push_back(const_cast<char*>(argument.c_str()));
    pointers.push_back(nullptr);
    std::error_code unknown;
    const auto program = std::filesystem::read_symlink("/proc/self/exe", unknown);
    ::execv(program.c_str(), pointers.data()); // returns only where it failed: then it spins
}

Result<RunFolder> folderFrom(const TrainArguments& arguments) {
    const bool creates = !arguments.config.empty() || !arguments.out.empty();
    if (creates == !arguments.folder.empty())
        return Error{ErrorCode::BadArgument,
                     "train: give either RUN_DIR or --config run.json --out RUN_DIR",
                     {},
                     {}};
    if (creates && (arguments.config.empty() || arguments.out.empty()))
        return Error{ErrorCode::BadArgument, "train: --config and --out belong together", {}, {}};
    if (creates)
        return createRun(arguments.config, arguments.out);
    return RunFolder{std::filesystem::absolute(arguments.folder)};
}

/// The report is printed whatever it says; hard errors end with status 2.
Status preflight(const RunFolder& folder, bool prove) {
    TB_ASSIGN(const auto report, preflightRun(folder, prove));
    printJsonLine(report);
    if (report["errors"].empty())
        return {};
    return Error{ErrorCode::BadArgument,
                 "preflight: " + report["errors"][0]["text"].get<std::string>(),
                 folder.path.string(),
                 {}};
}

Status train(const RunFolder& folder) {
    restartWithShortSpin({"tiebreak-engine", "train", folder.path.string()});
    yieldToTheWindow();
    pauseOnSignals();
    return trainRun(folder);
}

Status detachAndTrain(const RunFolder& folder) {
    TB_ASSIGN(const auto detached, detachProcess(folder.log()));
    if (detached.inParent) {
        printJsonLine({{"run", folder.path.string()}, {"pid", detached.pid}});
        return {};
    }
    return train(folder);
}

Status run(const TrainArguments& arguments) {
    TB_ASSIGN(const auto folder, folderFrom(arguments));
    if (arguments.preflight)
        return preflight(folder, !arguments.quick);
    // Said now, on the caller's stderr, rather than in a log nobody has opened yet.
    TB_ASSIGN(const auto config, readRunConfig(folder.config()));
    return arguments.detach ? detachAndTrain(folder) : train(folder);
}

} // namespace

void addTrainCommand(CLI::App& app) {
    auto arguments = std::make_shared<TrainArguments>();
    auto* command = app.add_subcommand("train", "Train or resume a run folder");
    command->add_option("run_dir", arguments->folder, "Run folder with run.json");
    command->add_option("--config", arguments->config, "Make the folder out of this run.json");
    command->add_option("--out", arguments->out, "Folder to make; must be new or empty");
    command->add_flag(
        "--detach", arguments->detach,
        "Train in a process of its own that outlives this one; output goes to log.txt");
    command->add_flag("--preflight", arguments->preflight,
                      "Only say what would be trained on, and try one step on the longest rows");
    command->add_flag("--quick", arguments->quick,
                      "With --preflight: try no step, load no weights");
    onRun(*command, [arguments] { return run(*arguments); });
}

} // namespace tiebreak
