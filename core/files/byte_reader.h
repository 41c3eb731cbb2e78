// Little-endian reading from bytes of a file; every step is checked against what remains. One
// thread.
#pragma once

#include "base/result.h"

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>

namespace tiebreak {

class ByteReader {
public:
    /// `path` stands in the errors.
    ByteReader(std::span<const std::byte> bytes, std::string path)
        : m_bytes(bytes)
        , m_path(std::move(path)) {}

    std::size_t position() const { return m_position; }
    std::size_t remaining() const { return m_bytes.size() - m_position; }

    /// What was read from `begin` to here.
    std::span<const std::byte> since(std::size_t begin) const {
        return m_bytes.subspan(begin, m_position - begin);
    }

    /// `what` names the field in the error.
    template <class T>
    Result<T> read(const char* what) {
        TB_TRY(need(sizeof(T), what));
        T value;
        std::memcpy(&value, m_bytes.data() + m_position, sizeof(T));
        m_position += sizeof(T);
        return value;
    }

    /// A string of a 64-bit length, as it lies in the file; longer than `limit` is BadFile.
    Result<std::string_view> readView(const char* what, std::uint64_t limit);
    /// The same as a copy.
    Result<std::string> readString(const char* what, std::uint64_t limit);
    Status skip(std::uint64_t count, const char* what);

    Error bad(std::string message) const {
        return Error{ErrorCode::BadFile, std::move(message), m_path};
    }

private:
    Status need(std::uint64_t count, const char* what) const;

    std::span<const std::byte> m_bytes;
    std::string m_path;
    std::size_t m_position = 0;
};

bool isValidUtf8(std::string_view text);

} // namespace tiebreak
