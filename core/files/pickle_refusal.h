// Pickled PyTorch files (.bin, .pt, .pth, .ckpt) can run code when they are read: they are never
// opened, and the refusal says how to convert one. Free function, any thread.
#pragma once

#include "base/result.h"

#include <cstddef>
#include <filesystem>
#include <span>

namespace tiebreak {

/// Unsupported when the name or the first bytes are those of a pickled file.
Status refusePickled(const std::filesystem::path& path, std::span<const std::byte> bytes);

} // namespace tiebreak
