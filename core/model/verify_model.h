// Looking a model over without running it: can every file be read, is every tensor the index names
// in the file it names, does the model have the shapes its configuration says, is every weight a
// finite number, and what are the files' hashes. Free function; blocking, any thread.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace tiebreak {

/// Something that is wrong.
struct Finding {
    std::string check;   ///< "read" | "config" | "index" | "shape" | "finite" | "hash"
    std::string thing;   ///< the file or tensor
    std::string message; ///< one line
};

struct Verification {
    std::vector<Finding> findings;
    std::size_t tensors = 0;
    std::uint64_t bytes = 0; ///< of weights
    std::string hash;        ///< as modelHash() gives it, read anew
};

/// `path` is a GGUF file or a Hugging Face folder; `expectedHash` may be empty.
Verification verifyModel(const std::filesystem::path& path, const std::string& expectedHash = {});

} // namespace tiebreak
