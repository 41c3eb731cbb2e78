#include "text/jinja_parser.h"

#include "text/jinja_expression_parser.h"

#include <utility>

namespace tiebreak::jinja {

namespace {

using Names = std::vector<std::string_view>;

class Parser {
public:
    explicit Parser(std::string_view source)
        : m_tokens(tokenize(source))
        , m_expressions(m_tokens) {}

    Block run() { return block({}, ""); }

private:
    /// Statements up to a block that begins with one of `ends`, whose name is left unread.
    Block block(const Names& ends, const std::string& opener) {
        const int openedAt = m_tokens.line();
        if (++m_nesting > kMaxNesting)
            m_tokens.fail("limit of " + std::to_string(kMaxNesting) + " nested blocks reached");
        Block body;
        while (!m_tokens.at(TokenKind::End)) {
            if (m_tokens.at(TokenKind::BlockBegin) && isOneOf(m_tokens.look(), ends)) {
                m_tokens.next();
                --m_nesting;
                return body;
            }
            statementOrText(body);
        }
        if (!ends.empty())
            throw TemplateError("'" + opener + "' is not closed: expected '" +
                                    std::string(ends.back()) + "'",
                                openedAt);
        return body;
    }

    static bool isOneOf(const Token& token, const Names& names) {
        return token.kind == TokenKind::Name &&
               std::find(names.begin(), names.end(), token.text) != names.end();
    }

    void statementOrText(Block& body) {
        const int line = m_tokens.line();
        if (m_tokens.at(TokenKind::Data)) {
            body.push_back({line, Text{m_tokens.next().text}});
        } else if (m_tokens.at(TokenKind::VariableBegin)) {
            m_tokens.next();
            body.push_back({line, Print{m_expressions.tuple()}});
            m_tokens.expect(TokenKind::VariableEnd, "'}}'");
        } else {
            m_tokens.expect(TokenKind::BlockBegin, "a tag");
            statement(body, line);
            blockEnd();
        }
    }

    void blockEnd() { m_tokens.expect(TokenKind::BlockEnd, "'%}'"); }

    /// The body of a block tag whose head was just read, with its end tag.
    Block body(const std::string& name) {
        blockEnd();
        const std::string end = "end" + name;
        auto inner = block({end}, name);
        m_tokens.next();
        return inner;
    }

    void statement(Block& body, int line) {
        using Handler = void (Parser::*)(Block&, int);
        static const std::vector<std::pair<std::string_view, Handler>> kHandlers{
            {"if", &Parser::ifStatement},
            {"for", &Parser::forStatement},
            {"set", &Parser::setStatement},
            {"macro", &Parser::macroStatement},
            {"call", &Parser::callStatement},
            {"filter", &Parser::filterStatement},
            {"with", &Parser::withStatement},
            {"generation", &Parser::generationStatement},
            {"print", &Parser::printStatement},
            {"break", &Parser::breakStatement},
            {"continue", &Parser::continueStatement},
        };
        const auto name = m_tokens.expect(TokenKind::Name, "a tag's name").text;
        for (const auto& [tag, handler] : kHandlers)
            if (tag == name)
                return (this->*handler)(body, line);
        throw TemplateError("unknown tag '" + name + "'", line);
    }

    void ifStatement(Block& body, int line) {
        If statement;
        while (true) {
            auto condition = m_expressions.tuple(false);
            blockEnd();
            auto then = block({"elif", "else", "endif"}, "if");
            statement.branches.emplace_back(std::move(condition), std::move(then));
            const auto name = m_tokens.next().text;
            if (name == "elif")
                continue;
            if (name == "else") {
                blockEnd();
                statement.otherwise = block({"endif"}, "else");
                m_tokens.next();
            }
            break;
        }
        body.push_back({line, std::move(statement)});
    }

    void forStatement(Block& body, int line) {
        For statement{target(false), nullptr, nullptr, {}, {}, false};
        if (!m_tokens.skipName("in"))
            m_tokens.fail("expected 'in', got " + TokenStream::described(m_tokens.current()));
        statement.items = m_expressions.tuple(false);
        if (m_tokens.skipName("if"))
            statement.condition = m_expressions.expression();
        statement.recursive = m_tokens.skipName("recursive");
        blockEnd();
        ++m_loops;
        statement.body = block({"else", "endfor"}, "for");
        --m_loops;
        if (m_tokens.next().text == "else") {
            blockEnd();
            statement.otherwise = block({"endfor"}, "else");
            m_tokens.next();
        }
        body.push_back({line, std::move(statement)});
    }

    Target singleTarget(bool withAttribute) {
        Target single;
        single.name = m_tokens.expect(TokenKind::Name, "a name to assign to").text;
        for (const std::string_view constant : {"true", "false", "none", "True", "False", "None"})
            if (single.name == constant)
                m_tokens.fail("'" + single.name + "' cannot be assigned to");
        if (withAttribute && m_tokens.skipOperator("."))
            single.attribute = m_tokens.expect(TokenKind::Name, "an attribute's name").text;
        return single;
    }

    Target targetPart(bool withAttribute) {
        if (!m_tokens.skipOperator("("))
            return singleTarget(withAttribute);
        auto inner = target(withAttribute);
        m_tokens.expectOperator(")");
        return inner;
    }

    Target target(bool withAttribute) {
        if (++m_nesting > kMaxNesting)
            m_tokens.fail("limit of " + std::to_string(kMaxNesting) + " nested targets reached");
        Target first = targetPart(withAttribute);
        --m_nesting;
        if (!m_tokens.current().isOperator(","))
            return first;
        Target several;
        several.isTuple = true;
        several.parts.push_back(std::move(first));
        while (m_tokens.skipOperator(",") && !m_tokens.current().isName("in") &&
               !m_tokens.current().isOperator("=") && !m_tokens.current().isOperator(")"))
            several.parts.push_back(targetPart(withAttribute));
        return several;
    }

    void setStatement(Block& body, int line) {
        auto assigned = target(true);
        if (m_tokens.skipOperator("=")) {
            body.push_back({line, Set{std::move(assigned), m_expressions.tuple()}});
            return;
        }
        SetBlock statement{std::move(assigned), m_expressions.filterChain(false), {}};
        statement.body = this->body("set");
        body.push_back({line, std::move(statement)});
    }

    std::vector<Parameter> signature() {
        std::vector<Parameter> parameters;
        m_tokens.expectOperator("(");
        while (!m_tokens.skipOperator(")")) {
            if (!parameters.empty())
                m_tokens.expectOperator(",");
            Parameter parameter{singleTarget(false).name, nullptr};
            if (m_tokens.skipOperator("="))
                parameter.byDefault = m_expressions.expression();
            else if (!parameters.empty() && parameters.back().byDefault)
                m_tokens.fail("parameter '" + parameter.name +
                              "' without a default follows one with");
            parameters.push_back(std::move(parameter));
        }
        return parameters;
    }

    /// Parameters and body; what the body says of varargs, kwargs and caller decides what it takes.
    std::shared_ptr<const MacroDefinition> macro(std::string name, const std::string& tag,
                                                 std::vector<Parameter> parameters,
                                                 ExpressionPtr* call) {
        auto definition = std::make_shared<MacroDefinition>();
        definition->name = std::move(name);
        definition->parameters = std::move(parameters);
        if (call)
            *call = m_expressions.expression();
        auto outer = std::exchange(m_expressions.namesSeen(), {});
        const int loops = std::exchange(m_loops, 0);
        definition->body = body(tag);
        m_loops = loops;
        auto& seen = m_expressions.namesSeen();
        definition->usesVarargs = seen.count("varargs") != 0;
        definition->usesKwargs = seen.count("kwargs") != 0;
        definition->usesCaller = seen.count("caller") != 0;
        seen.insert(outer.begin(), outer.end());
        return definition;
    }

    void macroStatement(Block& body, int line) {
        auto name = singleTarget(false).name;
        auto parameters = signature();
        body.push_back({line, macro(std::move(name), "macro", std::move(parameters), nullptr)});
    }

    void callStatement(Block& body, int line) {
        std::vector<Parameter> parameters;
        if (m_tokens.current().isOperator("("))
            parameters = signature();
        CallBlock statement;
        statement.caller = macro("caller", "call", std::move(parameters), &statement.call);
        if (!std::holds_alternative<Call>(statement.call->node))
            throw TemplateError("'call' expects the call of a macro", line);
        body.push_back({line, std::move(statement)});
    }

    void filterStatement(Block& body, int line) {
        FilterBlock statement{m_expressions.filterChain(true), {}};
        statement.body = this->body("filter");
        body.push_back({line, std::move(statement)});
    }

    void withStatement(Block& body, int line) {
        With statement;
        while (!m_tokens.at(TokenKind::BlockEnd)) {
            if (!statement.variables.empty())
                m_tokens.expectOperator(",");
            auto name = targetPart(false);
            m_tokens.expectOperator("=");
            statement.variables.emplace_back(std::move(name), m_expressions.expression());
        }
        statement.body = this->body("with");
        body.push_back({line, std::move(statement)});
    }

    void generationStatement(Block& body, int line) {
        const int loops = std::exchange(m_loops, 0);
        body.push_back({line, Scoped{this->body("generation")}});
        m_loops = loops;
    }

    void printStatement(Block& body, int line) {
        body.push_back({line, Print{m_expressions.tuple()}});
    }

    void breakStatement(Block& body, int line) { loopControl(body, line, Break{}); }

    void continueStatement(Block& body, int line) { loopControl(body, line, Continue{}); }

    template <class Control>
    void loopControl(Block& body, int line, Control control) {
        if (m_loops == 0)
            throw TemplateError("'break' and 'continue' belong inside a for loop", line);
        body.push_back({line, control});
    }

    TokenStream m_tokens;
    ExpressionParser m_expressions;
    int m_nesting = 0;
    int m_loops = 0;
};

} // namespace

Block parseTemplate(std::string_view source) {
    if (source.size() > kMaxSourceBytes)
        throw TemplateError("template of " + std::to_string(source.size()) +
                            " bytes is over the limit of " + std::to_string(kMaxSourceBytes));
    return Parser(source).run();
}

} // namespace tiebreak::jinja
