// Tells a folder on a network file system, where SQLite's locks and syncs cannot be relied on. Any
// thread.
#pragma once

#include <filesystem>
#include <string>

namespace tiebreak {

/// The type of the file system ("nfs4") when it is on a network, else empty.
std::string networkFileSystemOf(const std::filesystem::path& folder);

/// The same out of the text of /proc/self/mountinfo (proc(5)); `folder` is absolute.
std::string networkFileSystemOf(const std::filesystem::path& folder, const std::string& mountInfo);

} // namespace tiebreak
