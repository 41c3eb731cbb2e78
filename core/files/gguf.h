// Reading GGUF version 2 and 3: typed metadata and tensors in block formats. Every count, length,
// offset and nesting is checked against the file. Values; the mapping is shared; any thread reads.
#pragma once

#include "base/mapped_file.h"
#include "files/tensor_span.h"

#include <map>
#include <variant>

namespace tiebreak {

/// A metadata value; the many integer widths of the format are widened.
using GgufValue =
    std::variant<bool, std::int64_t, std::uint64_t, double, std::string, std::vector<std::string>,
                 std::vector<std::int64_t>, std::vector<double>, std::vector<bool>>;

/// A metadata entry as it lies in the file: its key, then kind and value.
struct GgufRawEntry {
    std::string_view key;
    std::span<const std::byte> kindAndValue;
};

class GgufFile {
public:
    static Result<GgufFile> open(const std::filesystem::path& path);

    const std::map<std::string, GgufValue>& metadata() const { return m_metadata; }
    /// The same in the file's order, views of the mapping, for writing them again unchanged.
    const std::vector<GgufRawEntry>& rawMetadata() const { return m_rawMetadata; }
    const std::vector<TensorSpan>& tensors() const { return m_tensors; }
    const TensorSpan* find(const std::string& name) const;

    /// Metadata by key; the error names the key and the kind that was expected.
    Result<std::string> text(const std::string& key) const;
    Result<std::int64_t> integer(const std::string& key) const;
    Result<double> number(const std::string& key) const;
    Result<bool> boolean(const std::string& key) const;
    bool has(const std::string& key) const { return m_metadata.count(key) != 0; }
    const MappedFile& file() const { return m_file; }

private:
    explicit GgufFile(MappedFile file)
        : m_file(std::move(file)) {}
    Status read();

    MappedFile m_file;
    std::map<std::string, GgufValue> m_metadata;
    std::vector<GgufRawEntry> m_rawMetadata;
    std::vector<TensorSpan> m_tensors;
    NameIndex m_index;
};

} // namespace tiebreak
