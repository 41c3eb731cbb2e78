// JSON from strangers: nesting, number of values, size and duplicate keys are checked while
// reading, before a tree is built. Free functions, any thread.
#pragma once

#include "base/result.h"

#include <cstddef>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string_view>

namespace tiebreak {

struct JsonLimits {
    std::size_t depth = 32;
    std::size_t values = 4'000'000;
};

/// BadFile naming the rule and the place; invalid UTF-8 and duplicate keys are refused.
Result<nlohmann::json> parseBoundedJson(std::string_view text, const std::string& path,
                                        JsonLimits limits = {});

/// The same for a whole file of at most `maxBytes`.
Result<nlohmann::json> readBoundedJson(const std::filesystem::path& path, std::uintmax_t maxBytes,
                                       JsonLimits limits = {});

} // namespace tiebreak
