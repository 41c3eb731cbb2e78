#include "ui/playground/prompt_file.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace tiebreak {

namespace {

constexpr std::size_t kMostRecords = 100'000;
constexpr const char* kQueryNames[] = {"prompt", "query", "instruction", "question", "text"};

Error badLine(std::size_t line, const std::string& message) {
    return {ErrorCode::BadFile, "line " + std::to_string(line) + ": " + message};
}

std::string trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos)
        return {};
    return std::string(text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1));
}

std::vector<std::string_view> linesOf(std::string_view content) {
    std::vector<std::string_view> out;
    while (!content.empty()) {
        const auto end = content.find('\n');
        auto line = content.substr(0, end);
        if (!line.empty() && line.back() == '\r')
            line.remove_suffix(1);
        out.push_back(line);
        content.remove_prefix(end == std::string_view::npos ? content.size() : end + 1);
    }
    return out;
}

Result<PromptFile> fromText(std::string_view content) {
    const auto lines = linesOf(content);
    const bool inParts = std::find(lines.begin(), lines.end(), "---") != lines.end();
    PromptFile out{{}, {"text"}};
    std::string part;
    const auto flush = [&] {
        if (auto text = trimmed(part); !text.empty())
            out.records.push_back({{"text", std::move(text)}});
        part.clear();
    };
    for (const auto line : lines) {
        if (inParts && line == "---") {
            flush();
            continue;
        }
        part += std::string(line) + '\n';
        if (!inParts)
            flush();
    }
    flush();
    return out;
}

/// Texts as they are, everything else as JSON writes it.
std::string valueText(const nlohmann::ordered_json& value) {
    return value.is_string() ? value.get<std::string>() : value.dump();
}

Result<PromptFile> fromJsonLines(std::string_view content) {
    PromptFile out;
    const auto lines = linesOf(content);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (trimmed(lines[i]).empty())
            continue;
        const auto json = nlohmann::ordered_json::parse(lines[i], nullptr, false);
        if (!json.is_object())
            return badLine(i + 1, "no JSON object. Write one object a line");
        PromptVariables record;
        for (const auto& [name, value] : json.items()) {
            record[name] = valueText(value);
            if (out.records.empty())
                out.names.push_back(name);
        }
        std::erase_if(out.names, [&](const auto& name) { return !record.count(name); });
        out.records.push_back(std::move(record));
    }
    return out;
}

/// RFC 4180: fields divided by commas, quoted where they hold commas, quotes or line breaks.
class CsvReader {
public:
    explicit CsvReader(std::string_view content)
        : m_content(content) {}

    bool atEnd() const { return m_at >= m_content.size(); }
    std::size_t line() const { return m_line; }

    Result<std::vector<std::string>> next() {
        std::vector<std::string> out(1);
        const std::size_t began = m_line;
        bool quoted = false;
        while (!atEnd()) {
            const char c = m_content[m_at++];
            m_line += c == '\n';
            if (quoted) {
                if (c != '"')
                    out.back() += c;
                else if (!atEnd() && m_content[m_at] == '"')
                    out.back() += m_content[m_at++];
                else
                    quoted = false;
            } else if (c == '"' && out.back().empty()) {
                quoted = true;
            } else if (c == ',') {
                out.emplace_back();
            } else if (c == '\n') {
                break;
            } else if (c != '\r') {
                out.back() += c;
            }
        }
        if (quoted)
            return badLine(began, "a quotation mark is not closed");
        return out;
    }

private:
    std::string_view m_content;
    std::size_t m_at = 0;
    std::size_t m_line = 1;
};

Result<PromptFile> fromCsv(std::string_view content) {
    CsvReader reader(content);
    PromptFile out;
    TB_ASSIGN(out.names, reader.next());
    for (auto& name : out.names)
        name = trimmed(name);
    while (!reader.atEnd()) {
        const std::size_t line = reader.line();
        TB_ASSIGN(const auto fields, reader.next());
        if (fields.size() == 1 && trimmed(fields[0]).empty())
            continue;
        if (fields.size() != out.names.size())
            return badLine(line, std::to_string(fields.size()) + " fields under " +
                                     std::to_string(out.names.size()) + " names");
        PromptVariables record;
        for (std::size_t i = 0; i < fields.size(); ++i)
            record[out.names[i]] = fields[i];
        out.records.push_back(std::move(record));
    }
    return out;
}

/// {{ name }} from `at` on: where it begins, how long it is, the name. Nothing: no further one.
struct Place {
    std::size_t start = std::string_view::npos;
    std::size_t length = 0;
    std::string name;
};

Place nextVariable(std::string_view text, std::size_t at) {
    for (; (at = text.find("{{", at)) != std::string_view::npos; at += 2) {
        const auto end = text.find("}}", at);
        if (end == std::string_view::npos)
            break;
        auto name = trimmed(text.substr(at + 2, end - at - 2));
        if (!name.empty() && name.find_first_of("{}\n") == std::string::npos)
            return {at, end + 2 - at, std::move(name)};
    }
    return {};
}

} // namespace

Result<PromptFile> promptFileFrom(std::string_view content, const std::string& extension) {
    if (content.starts_with("\xEF\xBB\xBF"))
        content.remove_prefix(3);
    Result<PromptFile> out = Error{
        ErrorCode::Unsupported, "'." + extension + "' is not read. Use a txt, jsonl or csv file"};
    if (extension == "txt" || extension == "md")
        out = fromText(content);
    else if (extension == "jsonl" || extension == "json")
        out = fromJsonLines(content);
    else if (extension == "csv")
        out = fromCsv(content);
    if (out && out->records.empty())
        return Error{ErrorCode::BadFile, "there is no query in it"};
    if (out && out->records.size() > kMostRecords)
        return Error{ErrorCode::BadFile, std::to_string(out->records.size()) +
                                             " queries, and at most " +
                                             std::to_string(kMostRecords) + " are read"};
    return out;
}

std::vector<std::string> variablesIn(std::string_view text) {
    std::vector<std::string> out;
    for (auto place = nextVariable(text, 0); place.length > 0;
         place = nextVariable(text, place.start + place.length))
        if (std::find(out.begin(), out.end(), place.name) == out.end())
            out.push_back(place.name);
    return out;
}

Result<std::string> filled(std::string_view text, const PromptVariables& record) {
    std::string out;
    std::size_t at = 0;
    for (auto place = nextVariable(text, 0); place.length > 0; place = nextVariable(text, at)) {
        const auto value = record.find(place.name);
        if (value == record.end()) {
            std::string names;
            for (const auto& [name, unused] : record)
                names += (names.empty() ? "" : ", ") + name;
            return Error{ErrorCode::BadArgument,
                         "{{" + place.name + "}} is not in the file. It has " + names};
        }
        out += std::string(text.substr(at, place.start - at)) + value->second;
        at = place.start + place.length;
    }
    return out + std::string(text.substr(at));
}

Result<std::string> queryOf(const PromptVariables& record) {
    for (const char* name : kQueryNames)
        if (const auto found = record.find(name); found != record.end())
            return found->second;
    return Error{ErrorCode::BadArgument,
                 "no field is named prompt, query, instruction, question or text. Write the query "
                 "with {{name}} for the fields it needs"};
}

} // namespace tiebreak
