#include "text/jinja_json.h"

#include "text/jinja_text.h"

#include <algorithm>
#include <cmath>

namespace tiebreak::jinja {

namespace {

Value fromJson(const nlohmann::ordered_json& json, int nesting);

Value listFromJson(const nlohmann::ordered_json& json, int nesting) {
    std::vector<Value> items;
    for (const auto& item : json)
        items.push_back(fromJson(item, nesting + 1));
    return Value::sequence(std::move(items));
}

Value dictFromJson(const nlohmann::ordered_json& json, int nesting) {
    std::vector<std::pair<Value, Value>> entries;
    for (const auto& [key, item] : json.items())
        entries.emplace_back(Value(key), fromJson(item, nesting + 1));
    return Value::dict(std::move(entries));
}

Value fromJson(const nlohmann::ordered_json& json, int nesting) {
    if (nesting > kMaxNesting)
        throw TemplateError("limit of " + std::to_string(kMaxNesting) + " nested values reached");
    switch (json.type()) {
    case nlohmann::ordered_json::value_t::boolean:
        return Value(json.get<bool>());
    case nlohmann::ordered_json::value_t::number_integer:
        return Value(json.get<std::int64_t>());
    case nlohmann::ordered_json::value_t::number_unsigned:
        if (json.get<std::uint64_t>() > static_cast<std::uint64_t>(INT64_MAX))
            throw TemplateError("number " + json.dump() + " does not fit into 64 bits with a sign");
        return Value(json.get<std::int64_t>());
    case nlohmann::ordered_json::value_t::number_float:
        return Value(json.get<double>());
    case nlohmann::ordered_json::value_t::string:
        return Value(json.get<std::string>());
    case nlohmann::ordered_json::value_t::array:
        return listFromJson(json, nesting);
    case nlohmann::ordered_json::value_t::object:
        return dictFromJson(json, nesting);
    default:
        return Value::none();
    }
}

void appendUnit(std::string& out, std::int32_t unit) {
    static constexpr char kHex[] = "0123456789abcdef";
    out += "\\u";
    for (int shift = 12; shift >= 0; shift -= 4)
        out += kHex[(unit >> shift) & 15];
}

void appendCharacter(std::string& out, std::int32_t codePoint, bool ensureAscii) {
    static constexpr std::string_view kSpecial = "\"\\\n\r\t\f\b", kLetters = "\"\\nrtfb";
    if (codePoint < 128)
        if (const auto at = kSpecial.find(static_cast<char>(codePoint));
            at != std::string_view::npos) {
            out.append(1, '\\').append(1, kLetters[at]);
            return;
        }
    if (codePoint < 0x20 ||
        (ensureAscii && codePoint > 126 && codePoint < 0x10000 && codePoint != 127))
        appendUnit(out, codePoint);
    else if (ensureAscii && codePoint >= 0x10000) {
        appendUnit(out, 0xD800 + ((codePoint - 0x10000) >> 10));
        appendUnit(out, 0xDC00 + ((codePoint - 0x10000) & 0x3FF));
    } else {
        appendUtf8(out, codePoint);
    }
}

class Writer {
public:
    explicit Writer(const JsonStyle& style)
        : m_style(style) {}

    std::string run(const Value& value) {
        write(value);
        return std::move(m_out);
    }

private:
    void write(const Value& value) {
        checkTextSize(m_out.size());
        if (value.isNone())
            m_out += "null";
        else if (value.isBool())
            m_out += value.boolean() ? "true" : "false";
        else if (value.isNumber())
            m_out += numberText(value);
        else if (value.isString())
            writeText(value.text());
        else if (value.isKind(SequenceKind::List) || value.isKind(SequenceKind::Tuple))
            writeList(value.sequence()->items);
        else if (value.isDict())
            writeDict(*value.dict());
        else
            throw TemplateError("Object of type " + typeName(value) + " is not JSON serializable");
    }

    static std::string numberText(const Value& value) {
        if (value.isFloat() && std::isnan(value.number()))
            return "NaN";
        if (value.isFloat() && std::isinf(value.number()))
            return value.number() < 0 ? "-Infinity" : "Infinity";
        return printed(value);
    }

    void writeText(std::string_view text) {
        m_out += '"';
        for (const auto codePoint : codePoints(text))
            appendCharacter(m_out, codePoint, m_style.ensureAscii);
        m_out += '"';
    }

    void breakLine() {
        if (!m_style.indent)
            return;
        m_out += '\n';
        for (int level = 0; level < m_level; ++level)
            m_out += *m_style.indent;
    }

    template <class Items, class WriteItem>
    void writeContainer(char open, char close, const Items& items, WriteItem writeItem) {
        m_out += open;
        ++m_level;
        bool first = true;
        for (const auto& item : items) {
            if (!first)
                m_out += m_style.itemSeparator;
            first = false;
            breakLine();
            writeItem(item);
        }
        --m_level;
        if (!first)
            breakLine();
        m_out += close;
    }

    void writeList(const std::vector<Value>& items) {
        writeContainer('[', ']', items, [this](const Value& item) { write(item); });
    }

    static std::string keyText(const Value& key) {
        if (key.isString())
            return key.text();
        if (key.isNone())
            return "null";
        if (key.isBool())
            return key.boolean() ? "true" : "false";
        if (key.isNumber())
            return numberText(key);
        throw TemplateError("keys must be str, int, float, bool or None, not " + typeName(key));
    }

    void writeDict(const Dict& dict) {
        auto entries = dict.entries;
        if (m_style.sortKeys) {
            Budget budget{RenderLimits()};
            std::stable_sort(entries.begin(), entries.end(), [&](const auto& a, const auto& b) {
                return isLess(a.first, b.first, "<", budget);
            });
        }
        writeContainer('{', '}', entries, [this](const auto& entry) {
            writeText(keyText(entry.first));
            m_out += m_style.keySeparator;
            write(entry.second);
        });
    }

    const JsonStyle& m_style;
    std::string m_out;
    int m_level = 0;
};

} // namespace

Value fromJson(const nlohmann::ordered_json& json) {
    return fromJson(json, 0);
}

std::string toJsonText(const Value& value, const JsonStyle& style) {
    auto text = Writer(style).run(value);
    checkTextSize(text.size());
    return text;
}

} // namespace tiebreak::jinja
