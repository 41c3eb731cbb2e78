#include "files/shard_index.h"

#include "base/mapped_file.h"
#include "files/shown_name.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>

namespace tiebreak {

namespace {

using nlohmann::json;

constexpr std::size_t kMaxIndex = 16u << 20;
constexpr std::size_t kMaxTensors = 100'000;
constexpr std::size_t kMaxDepth = 8;
constexpr std::size_t kMaxOther = 10'000; // values outside weight_map

/// Takes weight_map's entries as they come and lets the rest pass; no tree is built.
class IndexReader : public nlohmann::json_sax<json> {
public:
    ShardIndex& index() { return m_index; }
    std::string& problem() { return m_problem; }
    bool hasMap() const { return m_hadMap; }

    bool null() override { return other("null"); }
    bool boolean(bool value) override { return other(value ? "true" : "false"); }
    bool number_integer(number_integer_t value) override { return other(std::to_string(value)); }
    bool number_unsigned(number_unsigned_t value) override { return other(std::to_string(value)); }
    bool number_float(number_float_t, const string_t& text) override { return other(text); }
    bool binary(binary_t&) override { return other("binary"); }
    bool string(string_t& value) override {
        if (!m_inMap)
            return other(shownName(value));
        if (m_depth != 2 || !isShardName(value))
            return badEntry(shownName(value));
        m_index.files.insert(value);
        m_index.fileOfTensor.emplace(m_key, std::move(value));
        return true;
    }

    bool key(string_t& name) override {
        if (m_depth == 1) {
            m_inMap = name == "weight_map";
            if (m_inMap && std::exchange(m_hadMap, true))
                return refuse("weight_map stands twice");
        } else if (m_inMap && m_index.fileOfTensor.contains(name)) {
            return refuse("weight_map " + shownName(name) + " stands twice");
        } else if (m_inMap && m_index.fileOfTensor.size() == kMaxTensors) {
            return refuse("weight_map has more than " + std::to_string(kMaxTensors) + " tensors");
        }
        m_key = std::move(name);
        return true;
    }
    bool start_object(std::size_t) override {
        if (m_inMap && m_depth != 1)
            return badEntry("an object");
        return enter();
    }
    bool start_array(std::size_t) override {
        if (m_inMap || m_depth == 0)
            return other("a list");
        return enter();
    }
    bool end_object() override { return leave(); }
    bool end_array() override { return leave(); }
    bool parse_error(std::size_t position, const std::string&,
                     const nlohmann::detail::exception&) override {
        return refuse("not JSON at byte " + std::to_string(position));
    }

private:
    bool refuse(std::string problem) {
        m_problem = std::move(problem);
        return false;
    }
    bool badEntry(const std::string& shown) {
        return refuse("weight_map " + shownName(m_key) + ": file name " + shown +
                      " must be letters, digits, '.', '_', '-' and end in .safetensors");
    }
    bool other(const std::string& shown) {
        if (m_depth == 0 || (m_inMap && m_depth == 1))
            return refuse("expected an object with 'weight_map', which is an object too");
        if (m_inMap)
            return badEntry(shown);
        return ++m_others <= kMaxOther ||
               refuse("more than " + std::to_string(kMaxOther) + " values beside weight_map");
    }
    bool enter() {
        if (++m_depth > kMaxDepth)
            return refuse("nested deeper than " + std::to_string(kMaxDepth));
        return m_inMap || m_depth == 1 || other("");
    }
    bool leave() {
        --m_depth;
        return true;
    }

    ShardIndex m_index;
    std::string m_problem;
    std::string m_key;
    std::size_t m_depth = 0;
    std::size_t m_others = 0;
    bool m_inMap = false;
    bool m_hadMap = false;
};

} // namespace

bool isShardName(const std::string& name) {
    constexpr std::string_view kEnding = ".safetensors";
    constexpr std::size_t kMaxName = 255;
    return name.size() > kEnding.size() && name.size() <= kMaxName && name.ends_with(kEnding) &&
           std::all_of(name.begin(), name.end(), [](unsigned char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                      c == '.' || c == '_' || c == '-';
           });
}

Result<ShardIndex> readShardIndex(const std::filesystem::path& path) {
    const auto bad = [&](std::string message) {
        return Error{ErrorCode::BadFile, std::move(message), path.string(), nullptr};
    };
    TB_ASSIGN(const auto file, MappedFile::open(path));
    const auto bytes = file.bytes();
    if (bytes.size() > kMaxIndex)
        return bad(std::to_string(bytes.size()) + " bytes are above the limit " +
                   std::to_string(kMaxIndex));
    const std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    IndexReader reader;
    if (!json::sax_parse(text, &reader))
        return bad(reader.problem());
    if (!reader.hasMap())
        return bad("expected an object with 'weight_map', which is an object too");
    return std::move(reader.index());
}

} // namespace tiebreak
