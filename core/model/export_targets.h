// The kinds of exports; used by the files export_*.cpp alone.
#pragma once

#include "model/export_model.h"

namespace tiebreak {

/// hf, peft or merged into `folder`, which is there and empty.
Result<ExportReport> writeExportFolder(const ExportOptions& options,
                                       const std::filesystem::path& folder);
Result<ExportReport> exportGguf(const ExportOptions& options);

} // namespace tiebreak
