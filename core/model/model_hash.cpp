// modelHash(): reading hundreds of megabytes takes a second, so what was found is remembered in the
// cache folder, one small file a weight file: format 1,
// {"format":1,"path":…,"size":…,"modified":…,"sha256":…}.
#include "base/atomic_file.h"
#include "base/paths.h"
#include "base/sha256.h"
#include "model/config_json.h"
#include "model/load_model.h"
#include "model/weight_source.h"

#include <nlohmann/json.hpp>

namespace tiebreak {

namespace {

namespace fs = std::filesystem;

constexpr int kHashFormat = 1;

nlohmann::json identityOf(const fs::path& file) {
    return {{"format", kHashFormat},
            {"path", fs::weakly_canonical(file).string()},
            {"size", fs::file_size(file)},
            {"modified", fs::last_write_time(file).time_since_epoch().count()}};
}

/// The remembered hash, empty where nothing fits.
std::string remembered(const fs::path& note, const nlohmann::json& identity) {
    const auto json = readJsonObject(note.string());
    if (!json)
        return {};
    for (const auto& [key, value] : identity.items())
        if (json->value(key, nlohmann::json()) != value)
            return {};
    return json->value("sha256", std::string());
}

Result<std::string> hashOfFile(const fs::path& file) {
    auto identity = identityOf(file);
    const auto folder = cacheFolder() / "hashes";
    const auto note = folder / (sha256Hex(identity.at("path").get<std::string>()) + ".json");
    if (auto known = remembered(note, identity); !known.empty())
        return known;
    TB_ASSIGN(const auto hash, sha256OfFile(file));
    identity["sha256"] = hash;
    std::error_code ignored; // a cache that cannot be written only costs time
    fs::create_directories(folder, ignored);
    (void)writeFileAtomically(note, identity.dump()).ok();
    return hash;
}

Result<std::string> hashOfFolder(const fs::path& folder) {
    TB_ASSIGN(const auto files, weightFiles(folder));
    std::string list;
    for (const auto& file : files) {
        TB_ASSIGN(const auto hash, hashOfFile(file));
        list += file.filename().string() + " " + hash + "\n";
    }
    return sha256Hex(list);
}

} // namespace

Result<std::string> modelHash(const fs::path& path) {
    try {
        return fs::is_directory(path) ? hashOfFolder(path) : hashOfFile(path);
    } catch (const fs::filesystem_error& error) {
        return Error{ErrorCode::Io, std::string("hashing: ") + error.what(), path.string(), {}};
    }
}

} // namespace tiebreak
