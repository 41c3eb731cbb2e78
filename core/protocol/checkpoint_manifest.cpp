#include "base/atomic_file.h"
#include "base/sha256.h"
#include "protocol/json_reader.h"
#include "protocol/run_folder.h"

#include <algorithm>
#include <charconv>
#include <system_error>

namespace tiebreak {

namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr const char* kManifestFile = "manifest.json";
constexpr int kManifestFormat = 1;
constexpr std::uintmax_t kMaxManifestBytes = 8u << 20;
constexpr std::string_view kStepPrefix = "step-";

bool isPlainPart(const std::string& part) {
    return !part.empty() && part.front() != '.' &&
           std::all_of(part.begin(), part.end(), [](unsigned char c) {
               return std::isalnum(c) || c == '.' || c == '_' || c == '-';
           });
}

/// A manifest from elsewhere must not name a file outside its folder.
bool isInsideName(const std::string& name) {
    if (name.empty() || name.front() == '/')
        return false;
    const fs::path path(name);
    return std::all_of(path.begin(), path.end(),
                       [](const fs::path& part) { return isPlainPart(part.string()); });
}

std::string identity(const std::vector<ManifestEntry>& files) {
    Sha256 hash;
    for (const auto& file : files)
        hash.update(file.name + "\n" + std::to_string(file.bytes) + "\n" + file.sha256 + "\n");
    return hash.finish();
}

json entryToJson(const ManifestEntry& entry) {
    return {{"name", entry.name}, {"bytes", entry.bytes}, {"sha256", entry.sha256}};
}

Result<ManifestEntry> entryFromJson(const json& item) {
    ManifestEntry entry;
    std::uint64_t bytes = 0;
    JsonReader reader(item, "files.");
    reader.text("name", entry.name);
    reader.unsignedInteger("bytes", bytes);
    reader.text("sha256", entry.sha256);
    if (!reader.failed() && !isInsideName(entry.name))
        reader.fail({ErrorCode::BadFile,
                     "file name " + json(entry.name).dump() + " leads out of the folder"});
    TB_TRY(reader.finish());
    entry.bytes = bytes;
    return entry;
}

Result<CheckpointManifest> manifestFromJson(const json& object) {
    CheckpointManifest manifest;
    JsonReader reader(object);
    std::int64_t format = kManifestFormat;
    reader.integer("format", format, atLeast(1));
    if (format > kManifestFormat)
        return Error{ErrorCode::TooNew, "'format' is " + std::to_string(format) +
                                            ", this version reads " +
                                            std::to_string(kManifestFormat)};
    reader.integer("step", manifest.step, atLeast(0));
    reader.choice("kind", manifest.kind, {"adapter", "full"});
    reader.text("hash", manifest.hash);
    const json* files = reader.take("files");
    TB_TRY(reader.finish());
    if (!files || !files->is_array())
        return Error{ErrorCode::BadFile, "'files' is not a list"};
    for (const auto& item : *files) {
        TB_ASSIGN(auto entry, entryFromJson(item));
        manifest.files.push_back(std::move(entry));
    }
    if (manifest.hash != identity(manifest.files))
        return Error{ErrorCode::BadFile, "'hash' does not belong to the listed files"};
    return manifest;
}

/// Every regular file below the folder but the manifest, by name.
Result<std::vector<std::string>> namesIn(const fs::path& folder) {
    std::vector<std::string> names;
    std::error_code error;
    fs::recursive_directory_iterator entry(folder, error), end;
    for (; !error && entry != end; entry.increment(error)) {
        const std::string name = entry->path().lexically_relative(folder).generic_string();
        if (entry->is_regular_file() && name != kManifestFile)
            names.push_back(name);
    }
    if (error)
        return errnoError("listing", folder.string(), error.value());
    std::sort(names.begin(), names.end());
    return names;
}

Result<ManifestEntry> measure(const fs::path& folder, const std::string& name) {
    if (!isInsideName(name))
        return Error{ErrorCode::BadArgument,
                     "file name " + json(name).dump() +
                         ": only letters, digits, '.', '_' and '-' are allowed",
                     folder.string()};
    TB_TRY(syncPath(folder / name));
    std::error_code error;
    const auto bytes = fs::file_size(folder / name, error);
    if (error)
        return errnoError("measuring", (folder / name).string(), error.value());
    TB_ASSIGN(auto hash, sha256OfFile(folder / name));
    return ManifestEntry{name, bytes, std::move(hash)};
}

std::optional<std::int64_t> stepOf(const std::string& name) {
    if (name.compare(0, kStepPrefix.size(), kStepPrefix) != 0)
        return std::nullopt;
    std::int64_t step = 0;
    const char* end = name.data() + name.size();
    const auto parsed = std::from_chars(name.data() + kStepPrefix.size(), end, step);
    return parsed.ec == std::errc() && parsed.ptr == end ? std::optional(step) : std::nullopt;
}

} // namespace

std::string checkpointName(std::int64_t step) {
    std::string digits = std::to_string(step);
    if (digits.size() < 6)
        digits.insert(0, 6 - digits.size(), '0');
    return std::string(kStepPrefix) + digits;
}

Result<CheckpointManifest> readManifest(const fs::path& checkpoint) {
    const fs::path path = checkpoint / kManifestFile;
    TB_ASSIGN(const std::string text, readFile(path, kMaxManifestBytes));
    TB_ASSIGN(const json object, parseJsonObject(text, path.string()));
    auto manifest = manifestFromJson(object);
    if (!manifest) {
        const Error error = std::move(manifest).error();
        return Error{error.code == ErrorCode::TooNew ? ErrorCode::TooNew : ErrorCode::BadFile,
                     error.message, path.string()};
    }
    return manifest;
}

Result<CheckpointManifest> writeManifest(const fs::path& checkpoint, std::int64_t step,
                                         const std::string& kind) {
    CheckpointManifest manifest{step, kind, {}, {}};
    TB_ASSIGN(const auto names, namesIn(checkpoint));
    json files = json::array();
    for (const auto& name : names) {
        TB_ASSIGN(auto entry, measure(checkpoint, name));
        files.push_back(entryToJson(entry));
        manifest.files.push_back(std::move(entry));
    }
    manifest.hash = identity(manifest.files);
    const json object{{"format", kManifestFormat},
                      {"step", step},
                      {"kind", kind},
                      {"hash", manifest.hash},
                      {"files", files}};
    TB_TRY(writeFileAtomically(checkpoint / kManifestFile, object.dump(1) + "\n"));
    return manifest;
}

Status verifyCheckpoint(const fs::path& checkpoint) {
    TB_ASSIGN(const auto manifest, readManifest(checkpoint));
    for (const auto& listed : manifest.files) {
        TB_ASSIGN(const auto hash, sha256OfFile(checkpoint / listed.name));
        if (hash != listed.sha256)
            return Error{ErrorCode::BadFile,
                         "hash is " + hash + ", the manifest says " + listed.sha256,
                         (checkpoint / listed.name).string()};
    }
    return {};
}

std::vector<fs::path> listCheckpoints(const RunFolder& folder) {
    std::vector<std::pair<std::int64_t, fs::path>> found;
    std::error_code error;
    for (fs::directory_iterator entry(folder.checkpoints(), error), end; !error && entry != end;
         entry.increment(error)) {
        const auto step = stepOf(entry->path().filename().string());
        std::error_code missing;
        if (step && fs::exists(entry->path() / kManifestFile, missing))
            found.emplace_back(*step, entry->path());
    }
    std::sort(found.begin(), found.end());
    std::vector<fs::path> paths;
    for (auto& [step, path] : found)
        paths.push_back(std::move(path));
    return paths;
}

} // namespace tiebreak
