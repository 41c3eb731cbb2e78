#include "training/run/best_checkpoint.h"

#include "base/atomic_file.h"

namespace tiebreak {

namespace {

constexpr int kBestFormat = 1;

std::filesystem::path fileOf(const RunFolder& folder) {
    return folder.checkpoints() / "best.json";
}

} // namespace

Result<std::optional<BestCheckpoint>> readBestCheckpoint(const RunFolder& folder) {
    const auto path = fileOf(folder);
    if (!std::filesystem::exists(path))
        return std::optional<BestCheckpoint>();
    TB_ASSIGN(const auto text, readFile(path));
    const auto json = nlohmann::json::parse(text, nullptr, false);
    if (!json.is_object() || !json.contains("eval_loss"))
        return Error{
            ErrorCode::BadFile, "does not say which checkpoint is best", path.string(), {}};
    if (const auto format = json.value("format", 0); format > kBestFormat)
        return Error{ErrorCode::TooNew,
                     "format " + std::to_string(format) + ", this version reads " +
                         std::to_string(kBestFormat),
                     path.string(),
                     {}};
    BestCheckpoint best{json.value("checkpoint", ""), json.value("step", std::int64_t{0}),
                        json["eval_loss"].get<double>()};
    if (!std::filesystem::exists(folder.checkpoints() / best.name / "manifest.json"))
        return std::optional<BestCheckpoint>();
    return std::optional(std::move(best));
}

Status writeBestCheckpoint(const RunFolder& folder, const BestCheckpoint& best) {
    const nlohmann::json json{{"format", kBestFormat},
                              {"checkpoint", best.name},
                              {"step", best.step},
                              {"eval_loss", best.loss}};
    return writeFileAtomically(fileOf(folder), json.dump(1) + "\n");
}

} // namespace tiebreak
