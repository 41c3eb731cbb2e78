// A whole file mapped read-only into memory. Shared by value: the mapping lives as long as any
// copy. Reading is safe from any thread. A file truncated by somebody else while mapped faults;
// model files are not.
#pragma once

#include "base/result.h"

#include <cstddef>
#include <filesystem>
#include <memory>
#include <span>

namespace tiebreak {

class MappedFile {
public:
    static Result<MappedFile> open(const std::filesystem::path& path);

    std::span<const std::byte> bytes() const { return m_mapping->bytes; }
    const std::filesystem::path& path() const { return m_mapping->path; }
    /// Keeps the mapping alive for a consumer that holds only a pointer into it.
    std::shared_ptr<const void> owner() const { return m_mapping; }

private:
    struct Mapping {
        std::filesystem::path path;
        std::span<const std::byte> bytes;
        ~Mapping();
    };
    explicit MappedFile(std::shared_ptr<Mapping> mapping)
        : m_mapping(std::move(mapping)) {}
    std::shared_ptr<Mapping> m_mapping;
};

} // namespace tiebreak
