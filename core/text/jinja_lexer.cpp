#include "text/jinja_lexer.h"

#include "text/jinja_literal.h"
#include "text/jinja_text.h"

#include <algorithm>
#include <array>
#include <optional>

namespace tiebreak::jinja {

namespace {

bool startsAt(std::string_view text, std::size_t at, std::string_view with) {
    return text.substr(std::min(at, text.size()), with.size()) == with;
}

/// All line ends as \n, and the last one gone.
std::string normalised(std::string_view source) {
    std::string out;
    out.reserve(source.size());
    for (std::size_t i = 0; i < source.size(); ++i) {
        if (source[i] == '\r' && startsAt(source, i + 1, "\n"))
            continue;
        out += source[i] == '\r' ? '\n' : source[i];
    }
    if (!out.empty() && out.back() == '\n')
        out.pop_back();
    return out;
}

bool isOnlySpace(std::string_view text) {
    return stripped(text, std::nullopt, Side::Both).empty();
}

class Lexer {
public:
    explicit Lexer(std::string source)
        : m_source(std::move(source))
        , m_rest(m_source) {}

    std::vector<Token> run() {
        while (m_position < m_rest.size())
            readRoot();
        push(TokenKind::End);
        return std::move(m_tokens);
    }

private:
    struct Opening {
        std::size_t at;
        std::string_view mark; ///< "{{", "{%", "{#"; empty: none left
    };

    Opening nextOpening() const {
        for (auto at = m_rest.find('{', m_position); at != std::string_view::npos;
             at = m_rest.find('{', at + 1))
            for (const std::string_view mark : {"{{", "{%", "{#"})
                if (startsAt(m_rest, at, mark))
                    return {at, mark};
        return {m_rest.size(), {}};
    }

    void readRoot() {
        const auto opening = nextOpening();
        const auto data = m_rest.substr(m_position, opening.at - m_position);
        if (opening.mark.empty()) {
            pushData(data);
            m_position = m_rest.size();
            return;
        }
        const char sign = signAt(opening.at + 2);
        pushData(strippedBefore(data, sign, opening.mark == "{{"));
        countLines(data);
        m_lineStarting = false;
        m_position = opening.at + 2 + (sign != 0 ? 1 : 0);
        if (opening.mark == "{#")
            skipComment();
        else if (opening.mark == "{{")
            readTag(TokenKind::VariableBegin, TokenKind::VariableEnd);
        else if (!readRaw())
            readTag(TokenKind::BlockBegin, TokenKind::BlockEnd);
    }

    char signAt(std::size_t at) const {
        const char sign = at < m_rest.size() ? m_rest[at] : '\0';
        return sign == '-' || sign == '+' ? sign : '\0';
    }

    /// The text before a tag, after '-' or lstrip_blocks took their share.
    std::string_view strippedBefore(std::string_view data, char sign, bool isVariable) const {
        if (sign == '-')
            return stripped(data, std::nullopt, Side::Right);
        if (sign == '+' || isVariable)
            return data;
        const auto newline = data.rfind('\n');
        const std::size_t lineStart = newline == std::string_view::npos ? 0 : newline + 1;
        const bool atLineStart = lineStart > 0 || m_lineStarting;
        return atLineStart && isOnlySpace(data.substr(lineStart)) ? data.substr(0, lineStart)
                                                                  : data;
    }

    void skipSpace() {
        const auto rest = m_rest.substr(m_position);
        const auto left = stripped(rest, std::nullopt, Side::Left);
        advance(rest.size() - left.size());
    }

    /// Moves on, counting lines and noting whether what was passed ended one.
    void advance(std::size_t count) {
        const auto passed = m_rest.substr(m_position, count);
        countLines(passed);
        m_lineStarting = !passed.empty() && passed.back() == '\n';
        m_position += count;
    }

    /// Reads `mark` with its sign and the whitespace it takes along; false when it is not here.
    bool readClosing(std::string_view mark, bool trimsNewline, bool plusAllowed) {
        const char sign = signAt(m_position);
        const std::size_t signed_ = sign == '-' || (sign == '+' && plusAllowed) ? 1 : 0;
        if (!startsAt(m_rest, m_position + signed_, mark))
            return false;
        advance(signed_ + mark.size());
        if (signed_ == 1 && sign == '-') {
            const auto before = m_position;
            skipSpace();
            m_lineStarting = m_position > before && m_rest[m_position - 1] == '\n';
        } else if (signed_ == 0 && trimsNewline && startsAt(m_rest, m_position, "\n")) {
            advance(1);
        }
        return true;
    }

    void skipComment() {
        const int line = m_line;
        for (; m_position < m_rest.size(); advance(1))
            if (readClosing("#}", true, true))
                return;
        throw TemplateError("comment is not closed: expected '#}'", line);
    }

    /// True when this block is {% raw %}; its text becomes data.
    bool readRaw() {
        const auto start = m_position;
        const int startLine = m_line;
        skipSpace();
        if (readWord("raw")) {
            skipSpace();
            if (readClosing("%}", false, false)) {
                readRawText(startLine);
                return true;
            }
        }
        m_position = start;
        m_line = startLine;
        m_lineStarting = false;
        return false;
    }

    bool readWord(std::string_view word) {
        if (!startsAt(m_rest, m_position, word))
            return false;
        advance(word.size());
        return true;
    }

    void readRawText(int startLine) {
        const auto textStart = m_position;
        const bool lineStarting = m_lineStarting;
        for (auto at = m_rest.find("{%", textStart); at != std::string_view::npos;
             at = m_rest.find("{%", at + 1)) {
            const char sign = signAt(at + 2);
            const auto text = m_rest.substr(textStart, at - textStart);
            m_position = at + 2 + (sign != 0 ? 1 : 0);
            skipSpace();
            if (!readWord("endraw"))
                continue;
            skipSpace();
            if (!readClosing("%}", true, true))
                continue;
            const bool closedLine = m_lineStarting;
            m_lineStarting = lineStarting;
            pushData(strippedBefore(text, sign, false));
            m_lineStarting = closedLine;
            m_line = startLine + static_cast<int>(
                                     std::count(m_rest.begin(), m_rest.begin() + m_position, '\n') -
                                     std::count(m_rest.begin(), m_rest.begin() + textStart, '\n'));
            return;
        }
        throw TemplateError("raw block is not closed: expected '{% endraw %}'", startLine);
    }

    void readTag(TokenKind begin, TokenKind end) {
        const int line = m_line;
        push(begin);
        const bool isBlock = begin == TokenKind::BlockBegin;
        std::vector<char> open;
        while (true) {
            skipSpace();
            if (m_position >= m_rest.size())
                throw TemplateError(
                    std::string("tag is not closed: expected '") + (isBlock ? "%}'" : "}}'"), line);
            const int endLine = m_line;
            if (open.empty() && readClosing(isBlock ? "%}" : "}}", isBlock, isBlock)) {
                push(end);
                m_tokens.back().line = endLine;
                return;
            }
            readToken(open);
        }
    }

    void readToken(std::vector<char>& open) {
        const auto rest = m_rest.substr(m_position);
        if (const auto number = scanNumber(rest, m_position > 0 ? m_rest[m_position - 1] : ' '))
            return pushNumber(*number);
        if (const auto length = scanName(rest))
            return pushText(TokenKind::Name, std::string(rest.substr(0, length)), length);
        if (rest[0] == '\'' || rest[0] == '"')
            return readString(rest);
        readOperator(rest, open);
    }

    void pushNumber(const NumberLiteral& literal) {
        if (literal.tooLarge)
            throw TemplateError("integer '" +
                                    std::string(m_rest.substr(m_position, literal.length)) +
                                    "' does not fit into 64 bits",
                                m_line);
        push(literal.isFloat ? TokenKind::Float : TokenKind::Integer);
        m_tokens.back().integer = literal.integer;
        m_tokens.back().number = literal.number;
        m_tokens.back().text = m_rest.substr(m_position, literal.length);
        advance(literal.length);
    }

    void readString(std::string_view rest) {
        const auto length = scanString(rest);
        if (length == 0)
            throw TemplateError(std::string("text is not closed: expected ") + rest[0], m_line);
        const auto text = unescaped(rest.substr(1, length - 2));
        if (!text)
            throw TemplateError("text has a broken escape: " + std::string(rest.substr(0, length)),
                                m_line);
        pushText(TokenKind::String, *text, length);
    }

    void readOperator(std::string_view rest, std::vector<char>& open) {
        static constexpr std::array<std::string_view, 26> kOperators{
            "//", "**", "==", "!=", ">=", "<=", "+", "-", "/", "*", "%", "~", "[",
            "]",  "(",  ")",  "{",  "}",  ">",  "<", "=", ".", ":", "|", ",", ";"};
        const auto found = std::find_if(kOperators.begin(), kOperators.end(),
                                        [&](auto symbol) { return startsAt(rest, 0, symbol); });
        if (found == kOperators.end())
            throw TemplateError(
                "unexpected character '" + std::string(characters(rest).front()) + "'", m_line);
        balance((*found)[0], open);
        pushText(TokenKind::Operator, std::string(*found), found->size());
    }

    void balance(char symbol, std::vector<char>& open) const {
        static constexpr std::string_view kOpening = "([{", kClosing = ")]}";
        if (const auto kind = kOpening.find(symbol); kind != std::string_view::npos) {
            open.push_back(kClosing[kind]);
        } else if (kClosing.find(symbol) != std::string_view::npos) {
            if (open.empty())
                throw TemplateError(std::string("unexpected '") + symbol + "'", m_line);
            if (open.back() != symbol)
                throw TemplateError(std::string("unexpected '") + symbol + "', expected '" +
                                        open.back() + "'",
                                    m_line);
            open.pop_back();
        }
    }

    void pushText(TokenKind kind, std::string text, std::size_t length) {
        push(kind);
        m_tokens.back().text = std::move(text);
        advance(length);
    }

    void pushData(std::string_view data) {
        if (data.empty())
            return;
        push(TokenKind::Data);
        m_tokens.back().text = data;
    }

    void push(TokenKind kind) {
        Token token;
        token.kind = kind;
        token.line = m_line;
        m_tokens.push_back(std::move(token));
    }

    void countLines(std::string_view text) {
        m_line += static_cast<int>(std::count(text.begin(), text.end(), '\n'));
    }

    std::string m_source;
    std::string_view m_rest;
    std::size_t m_position = 0;
    int m_line = 1;
    bool m_lineStarting = true; ///< what was read last ended a line
    std::vector<Token> m_tokens;
};

} // namespace

std::vector<Token> tokenize(std::string_view source) {
    return Lexer(normalised(source)).run();
}

} // namespace tiebreak::jinja
