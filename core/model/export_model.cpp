#include "model/export_model.h"

#include "base/atomic_file.h"
#include "model/export_targets.h"
#include "tensor/torch_error.h"

#include <unistd.h>

namespace tiebreak {

namespace {

namespace fs = std::filesystem;

Error bad(const std::string& message, const fs::path& path = {}) {
    return {ErrorCode::BadArgument, message, path.string(), {}};
}

bool isEmptyFolder(const fs::path& path) {
    std::error_code ignored;
    return fs::is_directory(path, ignored) && fs::is_empty(path, ignored);
}

Status checkOptions(const ExportOptions& options) {
    using enum ExportTarget;
    const auto target = options.target;
    const bool needsAdapter = target == Peft || target == Merged;
    if (needsAdapter && options.adapter.empty())
        return bad(std::string("export: peft and merged need an adapter"));
    if (target == HuggingFace && !options.adapter.empty())
        return bad("export: hf takes no adapter; merged writes model and adapter as one");
    if (target == Peft && options.type)
        return bad("export: an adapter is written in float32; peft takes no type");
    if (target != Gguf && options.type == TensorFormat::Q8_0)
        return bad("export: type q8_0 exists in GGUF alone; a folder takes f32, f16 or bf16");
    std::error_code ignored;
    if (fs::exists(options.out, ignored) && (target == Gguf || !isEmptyFolder(options.out)))
        return bad("export: is there already and is not overwritten", options.out);
    return {};
}

/// Writes into a folder beside `out` and renames it when all is there.
Result<ExportReport> exportFolder(const ExportOptions& options) {
    const fs::path out = fs::absolute(options.out).lexically_normal();
    const fs::path place = out.has_filename() ? out : out.parent_path();
    fs::path part = place;
    part += ".part-" + std::to_string(::getpid());
    std::error_code failed;
    fs::create_directories(part, failed);
    if (failed)
        return errnoError("making the folder", part.string(), failed.value());
    auto report = writeExportFolder(options, part);
    fs::remove(place, failed); // an empty folder of that name
    Status moved = report ? renameFolderDurably(part, place) : Status(report.error());
    if (moved)
        return report;
    fs::remove_all(part, failed);
    return moved.error();
}

Result<ExportReport> exportAny(const ExportOptions& options) {
    TB_TRY(checkOptions(options));
    return options.target == ExportTarget::Gguf ? exportGguf(options) : exportFolder(options);
}

} // namespace

Result<ExportTarget> parseExportTarget(const std::string& name) {
    constexpr std::pair<const char*, ExportTarget> kTargets[] = {{"hf", ExportTarget::HuggingFace},
                                                                 {"peft", ExportTarget::Peft},
                                                                 {"merged", ExportTarget::Merged},
                                                                 {"gguf", ExportTarget::Gguf}};
    for (const auto& [known, target] : kTargets)
        if (name == known)
            return target;
    return bad("export to '" + name + "': known are hf, peft, merged, gguf");
}

Result<ExportReport> exportModel(const ExportOptions& options) {
    return guardTorch("exporting " + options.model.string(), [&] { return exportAny(options); });
}

} // namespace tiebreak
