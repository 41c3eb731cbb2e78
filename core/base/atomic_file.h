// Files that appear whole or not at all: temporary file, fsync, rename, fsync of the folder.
// Free functions, any thread; two writers of one path must be kept apart by the caller.
#pragma once

#include "base/result.h"

#include <filesystem>
#include <span>
#include <string_view>

namespace tiebreak {

/// Replaces `path` by `content` durably; on any error the old file stays as it was.
Status writeFileAtomically(const std::filesystem::path& path, std::string_view content);

/// fsync of one file or folder.
Status syncPath(const std::filesystem::path& path);

/// Renames a finished temporary folder into place and syncs the parent; `to` must not exist.
Status renameFolderDurably(const std::filesystem::path& from, const std::filesystem::path& to);

/// The whole file as bytes; more than `limit` bytes is a BadFile error naming both sizes.
Result<std::string> readFile(const std::filesystem::path& path, std::uintmax_t limit = 64u << 20);

/// Bytes free for this user on the file system of `path`.
Result<std::uintmax_t> freeSpace(const std::filesystem::path& path);

} // namespace tiebreak
