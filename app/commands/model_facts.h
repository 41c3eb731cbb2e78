// What a model file or folder is, read from its header alone, and where models lie under a folder.
// Any thread.
#pragma once

#include "base/result.h"

#include <filesystem>
#include <nlohmann/json.hpp>
#include <vector>

namespace tiebreak {

/// {"path","name","hash","architecture","parameters","weights","bytes","context","layers","width","heads",
/// "key_heads","vocabulary","template"}; the error says why the model cannot be used.
Result<nlohmann::json> modelFacts(const std::filesystem::path& path);

/// "SmolLM2-135M-Instruct" out of "SmolLM2-135M-Instruct.Q4_1.gguf"; a folder keeps its name.
std::string shownModelName(const std::filesystem::path& path);

/// GGUF files and Hugging Face folders under `folder`, sorted, at most four folders deep, hidden
/// ones left out.
std::vector<std::filesystem::path> findModels(const std::filesystem::path& folder);

} // namespace tiebreak
