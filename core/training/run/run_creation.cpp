#include "training/run/run_creation.h"

#include "base/atomic_file.h"
#include "base/sha256.h"

namespace tiebreak {

namespace {

namespace fs = std::filesystem;

constexpr const char* kPromptsFile = "prompts.jsonl";
constexpr const char* kEvalFile = "eval.jsonl";

Status checkEmpty(const fs::path& out) {
    std::error_code failed;
    if (!fs::exists(out, failed))
        return {};
    if (fs::is_directory(out, failed) && fs::is_empty(out, failed) && !failed)
        return {};
    return Error{
        ErrorCode::BadArgument,
        "--out is there and not empty; name a new folder, or train this one without --config",
        out.string(),
        {}};
}

/// Copies `from` into the folder and makes `key` name the copy.
Status freeze(std::string& key, const fs::path& folder, const char* name) {
    if (key.empty())
        return {};
    std::error_code failed;
    if (!fs::is_regular_file(key, failed))
        return Error{ErrorCode::NotFound, "no such file", key, {}};
    if (fs::copy_file(key, folder / name, failed); failed)
        return errnoError("copying", key, failed.value());
    key = name;
    return syncPath(folder / name);
}

/// The file the run learns from.
std::string learnedFile(const RunConfig& config) {
    return config.method == "ppo" ? config.prompts : config.data;
}

} // namespace

Result<RunFolder> createRun(const fs::path& configFile, const fs::path& out) {
    TB_ASSIGN(auto config, readRunConfig(configFile));
    TB_TRY(checkEmpty(out));
    std::error_code failed;
    if (fs::create_directories(out, failed); failed)
        return errnoError("creating", out.string(), failed.value());
    TB_TRY(freeze(config.data, out, "data.jsonl"));
    TB_TRY(freeze(config.evalData, out, kEvalFile));
    TB_TRY(freeze(config.prompts, out, kPromptsFile));
    if (!config.data.empty()) {
        TB_ASSIGN(config.dataSha256, sha256OfFile(out / config.data));
    }
    const RunFolder folder{fs::absolute(out)};
    TB_TRY(writeFileAtomically(folder.config(), toJson(config).dump(1) + "\n"));
    TB_TRY(syncPath(folder.path.parent_path())); // the folder's own name
    return folder;
}

Result<RunConfig> readCheckedConfig(const RunFolder& folder) {
    TB_ASSIGN(auto config, readRunConfig(folder.config()));
    const std::string file = learnedFile(config);
    if (file.empty())
        return Error{ErrorCode::BadArgument,
                     config.method == "ppo"
                         ? "'prompts' is missing: a JSONL file with one prompt a line"
                         : "'data' is missing: a JSONL file with one row a line",
                     folder.config().string(),
                     {}};
    TB_ASSIGN(const auto hash, sha256OfFile(file));
    if (config.method != "ppo" && !config.dataSha256.empty() && config.dataSha256 != hash)
        return Error{ErrorCode::BadFile,
                     "SHA-256 is " + hash + ", run.json says " + config.dataSha256 +
                         "; the data was changed after the run was made",
                     file,
                     {}};
    config.dataSha256 = hash;
    return config;
}

} // namespace tiebreak
