// The tokens of a template with one reading position. One parser, one thread.
#pragma once

#include "text/jinja_lexer.h"

#include <algorithm>

namespace tiebreak::jinja {

class TokenStream {
public:
    explicit TokenStream(std::vector<Token> tokens)
        : m_tokens(std::move(tokens)) {}

    const Token& current() const { return m_tokens[m_position]; }
    const Token& look() const { return m_tokens[std::min(m_position + 1, m_tokens.size() - 1)]; }
    int line() const { return current().line; }
    bool at(TokenKind kind) const { return current().kind == kind; }

    /// Moves on and returns what was passed; the end is never passed.
    const Token& next() {
        const Token& token = current();
        if (token.kind != TokenKind::End)
            ++m_position;
        return token;
    }
    bool skipName(std::string_view name) { return skipWhen(current().isName(name)); }
    bool skipOperator(std::string_view symbol) { return skipWhen(current().isOperator(symbol)); }

    const Token& expect(TokenKind kind, const std::string& what) {
        if (!at(kind))
            fail("expected " + what + ", got " + described(current()));
        return next();
    }
    void expectOperator(const std::string& symbol) {
        if (!skipOperator(symbol))
            fail("expected '" + symbol + "', got " + described(current()));
    }
    [[noreturn]] void fail(const std::string& message) const {
        throw TemplateError(message, line());
    }

    static std::string described(const Token& token) {
        switch (token.kind) {
        case TokenKind::End:
            return "the end of the template";
        case TokenKind::VariableEnd:
            return "'}}'";
        case TokenKind::BlockEnd:
            return "'%}'";
        default:
            return "'" + token.text + "'";
        }
    }

private:
    bool skipWhen(bool matches) {
        if (matches)
            next();
        return matches;
    }

    std::vector<Token> m_tokens;
    std::size_t m_position = 0;
};

} // namespace tiebreak::jinja
