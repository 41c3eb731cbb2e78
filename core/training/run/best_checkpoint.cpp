#include "training/run/best_checkpoint.h"

#include "base/atomic_file.h"

#include <algorithm>

namespace tiebreak {

namespace {

constexpr int kBestFormat = 1;

std::filesystem::path fileOf(const RunFolder& folder) {
    return folder.checkpoints() / "best.json";
}

nlohmann::json toJson(const BestCheckpoint& best) {
    return {{"checkpoint", best.name}, {"step", best.step}, {"eval_loss", best.loss}};
}

bool isEntry(const nlohmann::json& json) {
    return json.is_object() && json.contains("eval_loss") && json["eval_loss"].is_number();
}

Status checkBest(const nlohmann::json& json, const std::filesystem::path& path) {
    if (!isEntry(json))
        return Error{
            ErrorCode::BadFile, "does not say which checkpoint is best", path.string(), {}};
    if (const auto format = json.value("format", 0); format > kBestFormat)
        return Error{ErrorCode::TooNew,
                     "format " + std::to_string(format) + ", this version reads " +
                         std::to_string(kBestFormat),
                     path.string(),
                     {}};
    return {};
}

/// Nothing is known of a folder that is not whole or not there any more.
void addIfThere(std::vector<BestCheckpoint>& best, const RunFolder& folder,
                const nlohmann::json& json) {
    if (!isEntry(json))
        return;
    BestCheckpoint one{json.value("checkpoint", ""), json.value("step", std::int64_t{0}),
                       json["eval_loss"].get<double>()};
    if (std::filesystem::exists(folder.checkpoints() / one.name / "manifest.json"))
        best.push_back(std::move(one));
}

} // namespace

Result<std::vector<BestCheckpoint>> readBestCheckpoints(const RunFolder& folder) {
    std::vector<BestCheckpoint> best;
    const auto path = fileOf(folder);
    if (!std::filesystem::exists(path))
        return best;
    TB_ASSIGN(const auto text, readFile(path));
    const auto json = nlohmann::json::parse(text, nullptr, false);
    TB_TRY(checkBest(json, path));
    addIfThere(best, folder, json);
    for (const auto& other : json.value("others", nlohmann::json::array()))
        addIfThere(best, folder, other);
    return best;
}

Status writeBestCheckpoints(const RunFolder& folder, const std::vector<BestCheckpoint>& best) {
    if (best.empty())
        return {};
    nlohmann::json json = toJson(best.front());
    json["format"] = kBestFormat;
    json["others"] = nlohmann::json::array();
    for (std::size_t i = 1; i < best.size(); ++i)
        json["others"].push_back(toJson(best[i]));
    return writeFileAtomically(fileOf(folder), json.dump(1) + "\n");
}

bool isAmongBest(const std::vector<BestCheckpoint>& best, double loss, std::int64_t most) {
    return most > 0 && (std::ssize(best) < most || loss < best.back().loss);
}

void insertBest(std::vector<BestCheckpoint>& best, BestCheckpoint checkpoint, std::int64_t most) {
    std::erase_if(best, [&](const auto& other) { return other.name == checkpoint.name; });
    const auto place = std::ranges::upper_bound(best, checkpoint.loss, {}, &BestCheckpoint::loss);
    best.insert(place, std::move(checkpoint));
    if (std::ssize(best) > most)
        best.resize(static_cast<std::size_t>(std::max<std::int64_t>(0, most)));
}

std::vector<std::string> namesOf(const std::vector<BestCheckpoint>& best) {
    std::vector<std::string> names;
    for (const auto& one : best)
        names.push_back(one.name);
    return names;
}

} // namespace tiebreak
