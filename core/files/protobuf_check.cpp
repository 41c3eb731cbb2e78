#include "files/protobuf_check.h"

#include "files/byte_reader.h"

#include <cmath>
#include <functional>

namespace tiebreak {

namespace {

constexpr std::size_t kMaxPieces = 1'000'000;
constexpr std::size_t kMaxPieceBytes = 512;
constexpr std::size_t kMaxModel = 64u << 20;

/// A field: its number and, for wire type 2, its bytes; other wire types leave `bytes` empty.
struct Field {
    std::uint64_t number = 0;
    unsigned wire = 0;
    std::uint64_t value = 0; ///< of wire types 0, 1 and 5
    std::span<const std::byte> bytes;
};

class MessageWalker {
public:
    MessageWalker(std::span<const std::byte> bytes, const std::string& path)
        : m_bytes(bytes)
        , m_path(path) {}

    Status each(const std::function<Status(const Field&)>& visit) {
        while (m_at < m_bytes.size()) {
            TB_ASSIGN(const Field field, next());
            TB_TRY(visit(field));
        }
        return {};
    }

private:
    Error bad(const std::string& message) const {
        return Error{ErrorCode::BadFile,
                     "sentencepiece model: " + message + " at offset " + std::to_string(m_at),
                     m_path};
    }

    Result<std::uint64_t> varint() {
        std::uint64_t value = 0;
        for (unsigned shift = 0; shift < 64; shift += 7) {
            if (m_at >= m_bytes.size())
                return bad("a number is cut off");
            const auto byte = std::to_integer<std::uint64_t>(m_bytes[m_at++]);
            value |= (byte & 0x7F) << shift;
            if ((byte & 0x80) == 0)
                return value;
        }
        return bad("a number is longer than 10 bytes");
    }

    Result<std::span<const std::byte>> take(std::uint64_t count) {
        if (count > m_bytes.size() - m_at)
            return bad("a field of " + std::to_string(count) + " bytes, " +
                       std::to_string(m_bytes.size() - m_at) + " remain");
        const auto taken = m_bytes.subspan(m_at, count);
        m_at += count;
        return taken;
    }

    Result<Field> next() {
        TB_ASSIGN(const auto key, varint());
        Field field{.number = key >> 3, .wire = static_cast<unsigned>(key & 7)};
        if (field.number == 0)
            return bad("field number 0");
        if (field.wire == 0) {
            TB_ASSIGN(field.value, varint());
            return field;
        }
        std::uint64_t count = field.wire == 1 ? 8 : 4;
        if (field.wire == 2) {
            TB_ASSIGN(count, varint());
        } else if (field.wire != 1 && field.wire != 5) {
            return bad("wire type " + std::to_string(field.wire));
        }
        TB_ASSIGN(field.bytes, take(count));
        if (field.wire != 2)
            std::memcpy(&field.value, field.bytes.data(), field.bytes.size());
        return field;
    }

    std::span<const std::byte> m_bytes;
    const std::string& m_path;
    std::size_t m_at = 0;
};

std::string_view textOf(std::span<const std::byte> bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

/// SentencePiece { 1 piece, 2 score, 3 type }
Status checkPiece(std::span<const std::byte> bytes, std::size_t index, const std::string& path) {
    const auto bad = [&](const std::string& message) {
        return Error{ErrorCode::BadFile,
                     "sentencepiece model: piece " + std::to_string(index) + ": " + message, path};
    };
    std::size_t length = 0;
    TB_TRY(MessageWalker(bytes, path).each([&](const Field& field) -> Status {
        if (field.number == 1) {
            length = field.bytes.size();
            if (field.wire != 2 || length > kMaxPieceBytes || !isValidUtf8(textOf(field.bytes)))
                return bad("text of " + std::to_string(length) +
                           " bytes, expected UTF-8 of at most " + std::to_string(kMaxPieceBytes));
        }
        if (field.number == 2) {
            float score = 0;
            const auto bits = static_cast<std::uint32_t>(field.value);
            std::memcpy(&score, &bits, sizeof score);
            if (field.wire != 5 || !std::isfinite(score))
                return bad("score is not a finite number");
        }
        if (field.number == 3 && (field.wire != 0 || field.value < 1 || field.value > 6))
            return bad("type " + std::to_string(field.value) + ", expected 1 to 6");
        return {};
    }));
    if (length == 0)
        return bad("empty text");
    return {};
}

/// The precompiled map is a trie of 32-bit units behind its length, then NUL-ended replacements.
/// The library follows the units' offsets without looking, so each must stay inside.
Status checkCharsMap(std::span<const std::byte> map, const std::string& path) {
    const auto bad = [&](const std::string& message) {
        return Error{ErrorCode::BadFile, "sentencepiece model: normalisation table: " + message,
                     path};
    };
    if (map.empty())
        return {};
    std::uint32_t trieBytes = 0;
    if (map.size() < sizeof trieBytes)
        return bad("shorter than its length field");
    std::memcpy(&trieBytes, map.data(), sizeof trieBytes);
    const std::size_t rest = map.size() - sizeof trieBytes;
    if (trieBytes >= rest || trieBytes % 1024 != 0 || trieBytes == 0)
        return bad("trie of " + std::to_string(trieBytes) + " bytes in " + std::to_string(rest));
    if (map.back() != std::byte{0})
        return bad("last replacement is not ended");
    const std::size_t units = trieBytes / 4;
    for (std::size_t k = 0; k < units; ++k) {
        std::uint32_t unit = 0;
        std::memcpy(&unit, map.data() + sizeof trieBytes + 4 * k, sizeof unit);
        if (unit >> 31) {
            if ((unit & 0x7FFFFFFF) >= rest - trieBytes)
                return bad("replacement " + std::to_string(unit & 0x7FFFFFFF) + " is past its end");
            continue;
        }
        // A node's children stand at (k ^ offset) ^ label for any byte label: the whole row must be
        // inside.
        const std::size_t offset = std::size_t{unit >> 10} << ((unit & (1u << 9)) >> 6);
        if (((k ^ offset) | 0xFF) >= units && offset != 0)
            return bad("unit " + std::to_string(k) + " leads past the trie");
    }
    return {};
}

} // namespace

Status checkSentencePieceModel(std::span<const std::byte> bytes, const std::string& path) {
    if (bytes.size() > kMaxModel)
        return Error{ErrorCode::BadFile,
                     "sentencepiece model: " + std::to_string(bytes.size()) +
                         " bytes are above the limit " + std::to_string(kMaxModel),
                     path};
    std::size_t pieces = 0;
    TB_TRY(MessageWalker(bytes, path).each([&](const Field& field) -> Status {
        if (field.number == 1 && field.wire == 2) {
            if (++pieces > kMaxPieces)
                return Error{ErrorCode::BadFile, "sentencepiece model: more than 1000000 pieces",
                             path};
            return checkPiece(field.bytes, pieces - 1, path);
        }
        if (field.number != 3 && field.number != 5) // normalizer and denormalizer
            return {};
        return MessageWalker(field.bytes, path).each([&](const Field& inner) -> Status {
            return inner.number == 2 ? checkCharsMap(inner.bytes, path) : Status{};
        });
    }));
    if (pieces == 0)
        return Error{ErrorCode::BadFile, "sentencepiece model: no pieces", path};
    return {};
}

namespace {

Result<SentencePiece> pieceOf(std::span<const std::byte> bytes, const std::string& path) {
    SentencePiece piece;
    TB_TRY(MessageWalker(bytes, path).each([&](const Field& field) -> Status {
        const auto bits = static_cast<std::uint32_t>(field.value);
        if (field.number == 1)
            piece.text = textOf(field.bytes);
        if (field.number == 2)
            std::memcpy(&piece.score, &bits, sizeof bits);
        if (field.number == 3)
            piece.kind = static_cast<std::int32_t>(bits);
        return {};
    }));
    return piece;
}

} // namespace

/// ModelProto { 1 pieces, 2 trainer_spec { 3 model_type: 2 is BPE }, 3 normalizer_spec { 3
/// add_dummy_prefix } }
Result<SentencePieces> readSentencePieces(std::span<const std::byte> bytes,
                                          const std::string& path) {
    constexpr std::uint64_t kBpe = 2;
    SentencePieces model;
    TB_TRY(MessageWalker(bytes, path).each([&](const Field& field) -> Status {
        if (field.wire != 2)
            return {};
        if (field.number == 1) {
            TB_ASSIGN(auto piece, pieceOf(field.bytes, path));
            model.pieces.push_back(std::move(piece));
        }
        if (field.number != 2 && field.number != 3)
            return {};
        return MessageWalker(field.bytes, path).each([&](const Field& inner) -> Status {
            if (inner.number == 3 && field.number == 2)
                model.isBpe = inner.value == kBpe;
            if (inner.number == 3 && field.number == 3)
                model.addsSpacePrefix = inner.value != 0;
            return {};
        });
    }));
    return model;
}

} // namespace tiebreak
