#include "files/gguf_header.h"
#include "files/shown_name.h"

#include <algorithm>

namespace tiebreak {

namespace {

/// Two and a half times the largest known, whose vocabulary has 262,144 tokens.
constexpr std::size_t kMaxMetadataBytes = 40u << 20;

/// What an array and a value alone are called in errors.
struct Words {
    const char* value;
    const char* text;
};

Status skipOne(ByteReader& reader, std::uint32_t kind, const Words& words) {
    if (kind == kString) {
        TB_TRY(reader.readView(words.text, kMaxGgufTextBytes));
        return {};
    }
    if (kind == kBool) {
        TB_TRY(readGgufTruth(reader, words.value));
        return {};
    }
    return reader.skip(smallestGgufSize(kind), words.value);
}

Status skipArray(ByteReader& reader) {
    TB_ASSIGN(const auto array, readGgufArrayHead(reader));
    const bool plain = array.kind != kString && array.kind != kBool;
    if (plain)
        return reader.skip(array.count * smallestGgufSize(array.kind), "array");
    for (std::uint64_t k = 0; k < array.count; ++k)
        TB_TRY(skipOne(reader, array.kind, {"array element", "array text"}));
    return {};
}

Status outlineEntry(ByteReader& reader, const GgufKey& key, GgufOutline& outline) {
    if (key.name == "general.alignment") {
        TB_ASSIGN(outline.alignment, readGgufValue(reader, key.kind));
        return {};
    }
    return key.kind == kArray ? skipArray(reader)
                              : skipOne(reader, key.kind, {"metadata value", "metadata text"});
}

Status checkUnique(const ByteReader& reader, const std::vector<GgufRawEntry>& entries) {
    std::vector<std::string_view> names;
    for (const auto& entry : entries)
        names.push_back(entry.key);
    std::sort(names.begin(), names.end());
    const auto twice = std::adjacent_find(names.begin(), names.end());
    if (twice != names.end())
        return reader.bad("metadata " + shownName(*twice) + " stands twice");
    return {};
}

} // namespace

Result<GgufOutline> outlineGgufMetadata(ByteReader reader, std::uint64_t count) {
    GgufOutline outline;
    const auto begin = reader.position();
    for (std::uint64_t k = 0; k < count; ++k) {
        TB_ASSIGN(const auto key, readGgufKey(reader));
        const auto before = reader.position() - sizeof key.kind;
        const auto status = outlineEntry(reader, key, outline);
        if (!status)
            return inGgufMetadata(status.error(), key.name);
        outline.entries.push_back({key.name, reader.since(before)});
        if (reader.position() - begin > kMaxMetadataBytes)
            return reader.bad("metadata of more than " + std::to_string(kMaxMetadataBytes) +
                              " bytes");
    }
    TB_TRY(checkUnique(reader, outline.entries));
    outline.end = reader.position();
    return outline;
}

} // namespace tiebreak
