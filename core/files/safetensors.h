// Reading and writing safetensors: an 8-byte header length, a JSON header, the data. Every count,
// offset and size is checked against the file before use. Values; the mapping is shared; any thread
// reads.
#pragma once

#include "base/mapped_file.h"
#include "files/tensor_span.h"

#include <map>

namespace tiebreak {

class SafetensorsFile {
public:
    static Result<SafetensorsFile> open(const std::filesystem::path& path);
    const std::vector<TensorSpan>& tensors() const { return m_tensors; }
    /// nullptr when there is none of that name.
    const TensorSpan* find(const std::string& name) const;
    const std::map<std::string, std::string>& metadata() const { return m_metadata; }
    const MappedFile& file() const { return m_file; }

private:
    explicit SafetensorsFile(MappedFile file)
        : m_file(std::move(file)) {}
    MappedFile m_file;
    std::vector<TensorSpan> m_tensors;
    NameIndex m_index;
    std::map<std::string, std::string> m_metadata;
};

/// Writes all tensors (bytes as they are) and metadata durably, whole or not at all.
Status writeSafetensors(const std::filesystem::path& path, const std::vector<TensorSpan>& tensors,
                        const std::map<std::string, std::string>& metadata = {});
/// The same with the bytes asked for one tensor after the other (those of `tensors` do not count),
/// so that they need not be in memory together.
Status writeSafetensors(const std::filesystem::path& path, const std::vector<TensorSpan>& tensors,
                        const TensorBytes& bytesOf,
                        const std::map<std::string, std::string>& metadata);

} // namespace tiebreak
