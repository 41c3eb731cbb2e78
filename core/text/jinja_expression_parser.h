// Expressions of the template language: precedence, literals, calls, filters and tests. Used by the
// statement parser on its own token stream; one thread.
#pragma once

#include "text/jinja_ast.h"
#include "text/jinja_token_stream.h"

#include <set>

namespace tiebreak::jinja {

class ExpressionParser {
public:
    explicit ExpressionParser(TokenStream& tokens)
        : m_tokens(tokens) {}

    /// One expression, with `a if b else c` unless told otherwise.
    ExpressionPtr expression(bool conditional = true);
    /// Expressions divided by commas make a tuple; one alone stays as it is.
    ExpressionPtr tuple(bool conditional = true, bool emptyAllowed = false);
    /// Filters that follow a '|'; null when there are none. `inlineStart`: the first has no '|'.
    ExpressionPtr filterChain(bool inlineStart);
    /// Names read since the last call of this; a macro asks whether it used `caller` and kin.
    std::set<std::string>& namesSeen() { return m_names; }

private:
    /// `depth` is that of the deepest expression inside.
    template <class Node>
    ExpressionPtr make(int line, Node node, int depth = 0);

    ExpressionPtr disjunction();
    ExpressionPtr conjunction();
    ExpressionPtr negation();
    ExpressionPtr comparison();
    ExpressionPtr sum();
    ExpressionPtr concat();
    ExpressionPtr product();
    ExpressionPtr power();
    ExpressionPtr unary(bool withFilter);
    ExpressionPtr primary();
    ExpressionPtr namedPrimary();
    ExpressionPtr list();
    ExpressionPtr dict();
    ExpressionPtr postfix(ExpressionPtr object);
    ExpressionPtr filtersAndTests(ExpressionPtr input);
    ExpressionPtr subscript(ExpressionPtr object);
    ExpressionPtr subscriptPart();
    ExpressionPtr call(ExpressionPtr callee);
    ExpressionPtr filter(ExpressionPtr input);
    ExpressionPtr test(ExpressionPtr input);
    CallArguments arguments();
    void argument(CallArguments& arguments);
    bool testArgumentFollows() const;
    bool tupleEnds() const;
    bool skipNotIn();
    std::string dottedName();

    TokenStream& m_tokens;
    std::set<std::string> m_names;
    int m_nesting = 0;
};

} // namespace tiebreak::jinja
