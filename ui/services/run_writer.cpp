#include "ui/services/run_writer.h"

#include "base/atomic_file.h"
#include "base/sha256.h"

#include <cerrno>
#include <cstdio>
#include <sys/stat.h>

namespace tiebreak {

namespace {

constexpr int kMostRuns = 9999;

std::string asLines(const std::vector<nlohmann::json>& rows) {
    std::string text;
    for (const auto& row : rows)
        text += row.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
    return text;
}

Result<std::filesystem::path> makeFolder(const std::filesystem::path& runs,
                                         const std::string& method) {
    std::error_code failure;
    std::filesystem::create_directories(runs, failure);
    for (int number = 1; number <= kMostRuns; ++number) {
        char name[64];
        std::snprintf(name, sizeof name, "%s-%04d", method.c_str(), number);
        const auto folder = runs / name;
        if (::mkdir(folder.c_str(), 0755) == 0)
            return folder;
        if (errno != EEXIST)
            return errnoError("making the run folder", folder.string(), errno);
    }
    return Error{ErrorCode::BadArgument, "there are already 9999 runs of this method; delete some",
                 runs.string(), nullptr};
}

} // namespace

Status writeRunFiles(const std::filesystem::path& path, NewRun run) {
    const RunFolder folder{path};
    if (!run.rows.empty()) {
        const std::string data = asLines(run.rows);
        run.config.data = "data.jsonl";
        run.config.dataSha256 = sha256Hex(data);
        TB_TRY(writeFileAtomically(folder.data(), data));
    }
    if (!run.prompts.empty()) {
        run.config.prompts = "prompts.jsonl";
        TB_TRY(writeFileAtomically(path / "prompts.jsonl", asLines(run.prompts)));
    }
    TB_TRY(writeRunState(folder, RunState{}));
    // Last: a folder without run.json is not a run.
    return writeFileAtomically(folder.config(), toJson(run.config).dump(2) + "\n");
}

Result<QString> writeNewRun(const std::filesystem::path& runsFolder, NewRun run) {
    TB_ASSIGN(const auto folder, makeFolder(runsFolder, run.config.method));
    run.config.notes["name"] = folder.filename().string();
    if (auto written = writeRunFiles(folder, std::move(run)); !written) {
        std::error_code ignored;
        std::filesystem::remove_all(folder, ignored);
        return written.error();
    }
    return QString::fromStdString(folder.filename().string());
}

} // namespace tiebreak
