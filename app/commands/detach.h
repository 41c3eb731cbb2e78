// Makes this process independent of whoever started it. Call before any thread is started.
#pragma once

#include "base/result.h"

#include <filesystem>
#include <sys/types.h>

namespace tiebreak {

struct Detached {
    bool inParent = false; ///< true in the process that was called; it should end soon
    pid_t pid = 0;         ///< in the parent: the detached process
};

/// Double fork and setsid; in the detached process stdin is /dev/null, stdout and stderr append to `log`.
Result<Detached> detachProcess(const std::filesystem::path& log);

} // namespace tiebreak
