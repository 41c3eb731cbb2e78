#include "files/safetensors_header.h"

#include "files/shown_name.h"

#include <nlohmann/json.hpp>
#include <optional>

namespace tiebreak {

namespace {

using nlohmann::json;

constexpr std::size_t kMaxTensors = 100'000;
constexpr std::size_t kMaxMetadata = 4'096;
constexpr std::size_t kMaxRank = 8;
constexpr std::size_t kMaxName = 1'024;
constexpr std::size_t kMaxDepth = 3; // header, tensor, list

std::optional<TensorFormat> formatNamed(const std::string& name) {
    for (int k = 0; k <= static_cast<int>(TensorFormat::Bool); ++k)
        if (name == tensorFormatName(static_cast<TensorFormat>(k)))
            return static_cast<TensorFormat>(k);
    return std::nullopt;
}

/// Takes the header's values one after the other; the first broken rule stops the reading.
class HeaderReader : public nlohmann::json_sax<json> {
public:
    explicit HeaderReader(std::span<const std::byte> data)
        : m_data(data) {}
    SafetensorsHeader& header() { return m_header; }
    Error& error() { return m_error; }

    bool null() override { return other("null"); }
    bool boolean(bool value) override { return other(value ? "true" : "false"); }
    bool number_integer(number_integer_t value) override { return other(std::to_string(value)); }
    bool number_float(number_float_t, const string_t& text) override { return other(text); }
    bool binary(binary_t&) override { return other("binary"); }
    bool number_unsigned(number_unsigned_t value) override {
        if (m_list == List::None)
            return other(std::to_string(value));
        if (m_list == List::Shape && m_span.shape.size() == kMaxRank)
            return badTensor("rank is above the limit " + std::to_string(kMaxRank));
        if (m_list == List::Shape && value > INT64_MAX)
            return other(std::to_string(value));
        if (m_list == List::Shape)
            m_span.shape.push_back(static_cast<std::int64_t>(value));
        else if (m_offsetCount < 2)
            m_offsets[m_offsetCount++] = value;
        else
            return badTensor("data_offsets must be two counts");
        return true;
    }
    bool string(string_t& value) override {
        if (m_depth != 2)
            return other(shownName(value));
        if (m_inMetadata) {
            m_header.metadata[m_field] = std::move(value);
            return true;
        }
        return m_field == "dtype" ? takeFormat(value) : other(shownName(value));
    }

    bool key(string_t& name) override {
        if (m_depth == 1)
            return beginEntry(name);
        m_field = std::move(name);
        return m_inMetadata ? beginMetadata() : beginField();
    }
    bool start_object(std::size_t) override {
        if (m_depth == 1 && !m_inMetadata)
            m_span = TensorSpan{m_name, TensorFormat::F32, {}, {}};
        if (m_depth == 2)
            return other("an object");
        return enter();
    }
    bool end_object() override {
        const bool good = m_depth != 2 || m_inMetadata || finishTensor();
        --m_depth;
        return good;
    }
    bool start_array(std::size_t) override {
        const bool shape = m_field == "shape", offsets = m_field == "data_offsets";
        if (m_list != List::None)
            return refuse("nested deeper than " + std::to_string(kMaxDepth));
        if (m_depth != 2 || m_inMetadata || !(shape || offsets))
            return other("a list");
        m_list = shape ? List::Shape : List::Offsets;
        return enter();
    }
    bool end_array() override {
        m_list = List::None;
        --m_depth;
        return true;
    }
    bool parse_error(std::size_t position, const std::string&,
                     const nlohmann::detail::exception&) override {
        return refuse("header is not JSON at byte " + std::to_string(position));
    }

private:
    enum class List { None, Shape, Offsets };

    bool enter() {
        if (++m_depth <= kMaxDepth)
            return true;
        return refuse("nested deeper than " + std::to_string(kMaxDepth));
    }
    bool refuse(std::string message, ErrorCode code = ErrorCode::BadFile) {
        m_error = Error{code, std::move(message), "", nullptr};
        return false;
    }
    bool badTensor(const std::string& message, ErrorCode code = ErrorCode::BadFile) {
        return refuse("tensor " + shownName(m_name) + ": " + message, code);
    }

    /// A value that does not belong where it stands.
    bool other(const std::string& shown) {
        if (m_list == List::Shape)
            return badTensor("shape has " + shown + ", expected a count");
        if (m_list == List::Offsets)
            return badTensor("data_offsets must be two counts");
        if (m_depth == 0)
            return refuse("header must begin with '{'");
        if (m_inMetadata && m_depth == 1)
            return refuse("__metadata__ must be an object");
        if (m_inMetadata)
            return refuse("__metadata__ " + shownName(m_field) + " must be text");
        if (m_depth == 1)
            return badTensor("expected dtype, shape and data_offsets");
        if (m_field == "dtype")
            return badTensor("dtype must be text");
        return badTensor(m_field == "shape" ? "shape must be a list"
                                            : "data_offsets must be two counts");
    }

    bool beginEntry(string_t& name) {
        m_inMetadata = name == "__metadata__";
        m_name = std::move(name);
        m_seen = 0;
        if (m_name.size() > kMaxName)
            return refuse("tensor name of " + std::to_string(m_name.size()) +
                          " bytes is above the limit " + std::to_string(kMaxName));
        if (m_inMetadata && std::exchange(m_hadMetadata, true))
            return refuse("__metadata__ stands twice");
        if (m_header.tensors.size() == kMaxTensors && !m_inMetadata)
            return refuse("more than " + std::to_string(kMaxTensors) + " tensors");
        return true;
    }

    bool beginMetadata() {
        if (m_header.metadata.contains(m_field))
            return refuse("__metadata__ " + shownName(m_field) + " stands twice");
        if (m_header.metadata.size() == kMaxMetadata)
            return refuse("__metadata__ has more than " + std::to_string(kMaxMetadata) +
                          " entries");
        return true;
    }

    bool beginField() {
        constexpr const char* kFields[] = {"dtype", "shape", "data_offsets"};
        for (unsigned k = 0; k < 3; ++k) {
            if (m_field != kFields[k])
                continue;
            if (m_seen & (1u << k))
                return badTensor(std::string(kFields[k]) + " stands twice");
            m_seen |= 1u << k;
            m_offsetCount = k == 2 ? 0 : m_offsetCount;
            return true;
        }
        return badTensor("expected dtype, shape and data_offsets, not " + shownName(m_field));
    }

    bool takeFormat(const std::string& name) {
        const auto format = formatNamed(name);
        if (!format)
            return badTensor("dtype " + shownName(name) + " is not supported",
                             ErrorCode::Unsupported);
        m_span.format = *format;
        return true;
    }

    bool finishTensor() {
        if (m_seen != 7)
            return badTensor("expected dtype, shape and data_offsets");
        if (m_offsetCount != 2)
            return badTensor("data_offsets must be two counts");
        const auto begin = m_offsets[0], end = m_offsets[1];
        if (begin > end)
            return badTensor("offset " + std::to_string(begin) + " is past its end " +
                             std::to_string(end));
        if (end > m_data.size())
            return badTensor("offset " + std::to_string(end) + " past data end " +
                             std::to_string(m_data.size()));
        std::int64_t size = blockLayout(m_span.format).bytes;
        for (const auto count : m_span.shape)
            if (__builtin_mul_overflow(size, count, &size))
                return badTensor("shape overflows 64 bits");
        if (static_cast<std::uint64_t>(size) != end - begin)
            return badTensor("shape needs " + std::to_string(size) + " bytes, data_offsets give " +
                             std::to_string(end - begin));
        m_span.bytes = m_data.subspan(begin, end - begin);
        m_header.tensors.push_back(std::move(m_span));
        return true;
    }

    std::span<const std::byte> m_data;
    SafetensorsHeader m_header;
    Error m_error;
    std::size_t m_depth = 0;
    std::string m_name;  // of the entry that is being read
    std::string m_field; // its key
    bool m_inMetadata = false;
    bool m_hadMetadata = false;
    unsigned m_seen = 0; // fields of this tensor, a bit each
    List m_list = List::None;
    TensorSpan m_span;
    std::uint64_t m_offsets[2] = {};
    std::size_t m_offsetCount = 0;
};

} // namespace

Result<SafetensorsHeader> readSafetensorsHeader(std::string_view text,
                                                std::span<const std::byte> data) {
    HeaderReader reader(data);
    if (!json::sax_parse(text, &reader))
        return reader.error();
    return std::move(reader.header());
}

} // namespace tiebreak
