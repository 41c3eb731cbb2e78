#include "ui/services/run_writer.h"

#include "base/atomic_file.h"
#include "base/sha256.h"
#include "ui/services/held_out.h"

#include <cerrno>
#include <cstdio>
#include <sys/stat.h>

namespace tiebreak {

namespace {

constexpr int kMostRuns = 9999;
constexpr std::uintmax_t kMostBytes = std::uintmax_t{1} << 30; // of a file of rows

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

/// The file's text where one is named, else the rows as lines.
Result<std::string> linesOf(const std::string& file, const std::vector<nlohmann::json>& rows) {
    if (!file.empty())
        return readFile(file, kMostBytes);
    return asLines(rows);
}

Status writeRows(const RunFolder& folder, NewRun& run) {
    TB_ASSIGN(const std::string all, linesOf(run.rowsFile, run.rows));
    DividedRows rows{all, {}};
    if (!run.evalFile.empty()) {
        TB_ASSIGN(rows.heldOut, readFile(run.evalFile, kMostBytes));
    } else if (run.heldOut > 0) {
        rows = divideRows(all, run.heldOut);
    }
    run.config.evalData.clear();
    if (!rows.heldOut.empty()) {
        run.config.evalData = "eval.jsonl";
        TB_TRY(writeFileAtomically(folder.path / run.config.evalData, rows.heldOut));
    }
    if (rows.learned.empty())
        return {};
    run.config.data = "data.jsonl";
    run.config.dataSha256 = sha256Hex(rows.learned);
    return writeFileAtomically(folder.data(), rows.learned);
}

Status writePrompts(const RunFolder& folder, NewRun& run) {
    TB_ASSIGN(const std::string prompts, linesOf(run.promptsFile, run.prompts));
    if (prompts.empty())
        return {};
    run.config.prompts = "prompts.jsonl";
    return writeFileAtomically(folder.path / run.config.prompts, prompts);
}

} // namespace

Status writeRunFiles(const std::filesystem::path& path, NewRun run) {
    const RunFolder folder{path};
    TB_TRY(writeRows(folder, run));
    TB_TRY(writePrompts(folder, run));
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
