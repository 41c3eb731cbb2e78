// Template source to tokens, with jinja2's whitespace control as transformers sets it: trim_blocks
// and lstrip_blocks on, one newline at the end of the source dropped. Pure function, any thread.
#pragma once

#include "text/jinja_error.h"

#include <string>
#include <string_view>
#include <vector>

namespace tiebreak::jinja {

enum class TokenKind {
    Data,
    VariableBegin,
    VariableEnd,
    BlockBegin,
    BlockEnd,
    Name,
    String,
    Integer,
    Float,
    Operator,
    End,
};

struct Token {
    TokenKind kind = TokenKind::End;
    std::string text; ///< of a string: after its escapes
    std::int64_t integer = 0;
    double number = 0;
    int line = 1;

    bool isName(std::string_view name) const { return kind == TokenKind::Name && text == name; }
    bool isOperator(std::string_view symbol) const {
        return kind == TokenKind::Operator && text == symbol;
    }
};

/// Ends with a token of kind End. Throws TemplateError with the line.
std::vector<Token> tokenize(std::string_view source);

} // namespace tiebreak::jinja
