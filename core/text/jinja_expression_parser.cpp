#include "text/jinja_expression_parser.h"

namespace tiebreak::jinja {

namespace {

int deepest(const std::vector<ExpressionPtr>& items) {
    int depth = 0;
    for (const auto& item : items)
        depth = std::max(depth, item->depth);
    return depth;
}

int deepest(const CallArguments& arguments) {
    int depth = deepest(arguments.positional);
    for (const auto& [name, value] : arguments.named)
        depth = std::max(depth, value->depth);
    for (const auto* spread : {&arguments.spreadList, &arguments.spreadDict})
        if (*spread)
            depth = std::max(depth, (*spread)->depth);
    return depth;
}

} // namespace

template <class Node>
ExpressionPtr ExpressionParser::make(int line, Node node, int depth) {
    if (depth >= kMaxNesting)
        throw TemplateError(
            "limit of " + std::to_string(kMaxNesting) + " nested expressions reached", line);
    auto made = std::make_unique<Expression>(Expression{line, depth + 1, Literal{}});
    made->node = std::move(node);
    return made;
}

ExpressionPtr ExpressionParser::expression(bool conditional) {
    if (++m_nesting > kMaxNesting)
        m_tokens.fail("limit of " + std::to_string(kMaxNesting) + " nested expressions reached");
    const int line = m_tokens.line();
    auto value = disjunction();
    while (conditional && m_tokens.skipName("if")) {
        auto condition = disjunction();
        ExpressionPtr otherwise;
        if (m_tokens.skipName("else"))
            otherwise = expression();
        const int depth =
            std::max({condition->depth, value->depth, otherwise ? otherwise->depth : 0});
        value = make(
            line, Conditional{std::move(condition), std::move(value), std::move(otherwise)}, depth);
    }
    --m_nesting;
    return value;
}

bool ExpressionParser::tupleEnds() const {
    return m_tokens.at(TokenKind::VariableEnd) || m_tokens.at(TokenKind::BlockEnd) ||
           m_tokens.current().isOperator(")") || m_tokens.current().isName("recursive");
}

ExpressionPtr ExpressionParser::tuple(bool conditional, bool emptyAllowed) {
    const int line = m_tokens.line();
    std::vector<ExpressionPtr> items;
    bool isTuple = false;
    while (!tupleEnds()) {
        items.push_back(expression(conditional));
        if (!m_tokens.skipOperator(","))
            break;
        isTuple = true;
    }
    if (!isTuple && items.size() == 1)
        return std::move(items.front());
    if (!isTuple && !emptyAllowed)
        m_tokens.fail("expected an expression, got " + TokenStream::described(m_tokens.current()));
    const int depth = deepest(items);
    return make(line, TupleLiteral{std::move(items)}, depth);
}

ExpressionPtr ExpressionParser::disjunction() {
    const int line = m_tokens.line();
    auto left = conjunction();
    while (m_tokens.skipName("or")) {
        auto right = conjunction();
        const int depth = std::max(left->depth, right->depth);
        left = make(line, Logic{false, std::move(left), std::move(right)}, depth);
    }
    return left;
}

ExpressionPtr ExpressionParser::conjunction() {
    const int line = m_tokens.line();
    auto left = negation();
    while (m_tokens.skipName("and")) {
        auto right = negation();
        const int depth = std::max(left->depth, right->depth);
        left = make(line, Logic{true, std::move(left), std::move(right)}, depth);
    }
    return left;
}

ExpressionPtr ExpressionParser::negation() {
    const int line = m_tokens.line();
    int count = 0;
    while (m_tokens.skipName("not"))
        ++count;
    auto value = comparison();
    for (; count > 0; --count) {
        const int depth = value->depth;
        value = make(line, Not{std::move(value)}, depth);
    }
    return value;
}

bool ExpressionParser::skipNotIn() {
    if (!m_tokens.current().isName("not") || !m_tokens.look().isName("in"))
        return false;
    m_tokens.next();
    m_tokens.next();
    return true;
}

ExpressionPtr ExpressionParser::comparison() {
    const int line = m_tokens.line();
    auto first = sum();
    std::vector<std::pair<std::string, ExpressionPtr>> rest;
    int depth = first->depth;
    while (true) {
        static const std::set<std::string> kSymbols{"==", "!=", "<", "<=", ">", ">="};
        std::string symbol;
        if (m_tokens.at(TokenKind::Operator) && kSymbols.count(m_tokens.current().text) != 0)
            symbol = m_tokens.next().text;
        else if (m_tokens.skipName("in"))
            symbol = "in";
        else if (skipNotIn())
            symbol = "not in";
        else
            break;
        rest.emplace_back(symbol, sum());
        depth = std::max(depth, rest.back().second->depth);
    }
    if (rest.empty())
        return first;
    return make(line, Comparison{std::move(first), std::move(rest)}, depth);
}

ExpressionPtr ExpressionParser::sum() {
    const int line = m_tokens.line();
    auto left = concat();
    while (m_tokens.current().isOperator("+") || m_tokens.current().isOperator("-")) {
        const auto symbol = m_tokens.next().text;
        auto right = concat();
        const int depth = std::max(left->depth, right->depth);
        left = make(line, Arithmetic{symbol, std::move(left), std::move(right)}, depth);
    }
    return left;
}

ExpressionPtr ExpressionParser::concat() {
    const int line = m_tokens.line();
    std::vector<ExpressionPtr> parts;
    do
        parts.push_back(product());
    while (m_tokens.skipOperator("~"));
    if (parts.size() == 1)
        return std::move(parts.front());
    const int depth = deepest(parts);
    return make(line, Concat{std::move(parts)}, depth);
}

ExpressionPtr ExpressionParser::product() {
    const int line = m_tokens.line();
    auto left = power();
    while (m_tokens.current().isOperator("*") || m_tokens.current().isOperator("/") ||
           m_tokens.current().isOperator("//") || m_tokens.current().isOperator("%")) {
        const auto symbol = m_tokens.next().text;
        auto right = power();
        const int depth = std::max(left->depth, right->depth);
        left = make(line, Arithmetic{symbol, std::move(left), std::move(right)}, depth);
    }
    return left;
}

ExpressionPtr ExpressionParser::power() {
    const int line = m_tokens.line();
    auto left = unary(true);
    while (m_tokens.skipOperator("**")) {
        auto right = unary(true);
        const int depth = std::max(left->depth, right->depth);
        left = make(line, Arithmetic{"**", std::move(left), std::move(right)}, depth);
    }
    return left;
}

ExpressionPtr ExpressionParser::unary(bool withFilter) {
    const int line = m_tokens.line();
    ExpressionPtr value;
    if (m_tokens.current().isOperator("-") || m_tokens.current().isOperator("+")) {
        if (++m_nesting > kMaxNesting)
            m_tokens.fail("limit of " + std::to_string(kMaxNesting) +
                          " nested expressions reached");
        const bool minus = m_tokens.next().text == "-";
        auto operand = unary(false);
        const int depth = operand->depth;
        value = make(line, Negate{std::move(operand), minus}, depth);
        --m_nesting;
    } else {
        value = primary();
    }
    value = postfix(std::move(value));
    return withFilter ? filtersAndTests(std::move(value)) : std::move(value);
}

ExpressionPtr ExpressionParser::primary() {
    const int line = m_tokens.line();
    switch (m_tokens.current().kind) {
    case TokenKind::Name:
        return namedPrimary();
    case TokenKind::String: {
        std::string text;
        while (m_tokens.at(TokenKind::String))
            text += m_tokens.next().text;
        return make(line, Literal{Value(std::move(text))});
    }
    case TokenKind::Integer:
        return make(line, Literal{Value(m_tokens.next().integer)});
    case TokenKind::Float:
        return make(line, Literal{Value(m_tokens.next().number)});
    default:
        break;
    }
    if (m_tokens.skipOperator("(")) {
        auto inner = tuple(true, true);
        m_tokens.expectOperator(")");
        return inner;
    }
    if (m_tokens.skipOperator("["))
        return list();
    if (m_tokens.skipOperator("{"))
        return dict();
    m_tokens.fail("expected an expression, got " + TokenStream::described(m_tokens.current()));
}

ExpressionPtr ExpressionParser::namedPrimary() {
    const Token& token = m_tokens.next();
    if (token.text == "true" || token.text == "True")
        return make(token.line, Literal{Value(true)});
    if (token.text == "false" || token.text == "False")
        return make(token.line, Literal{Value(false)});
    if (token.text == "none" || token.text == "None")
        return make(token.line, Literal{Value::none()});
    m_names.insert(token.text);
    return make(token.line, Name{token.text});
}

ExpressionPtr ExpressionParser::list() {
    const int line = m_tokens.line();
    std::vector<ExpressionPtr> items;
    while (!m_tokens.skipOperator("]")) {
        if (!items.empty()) {
            m_tokens.expectOperator(",");
            if (m_tokens.skipOperator("]"))
                break;
        }
        items.push_back(expression());
    }
    const int depth = deepest(items);
    return make(line, ListLiteral{std::move(items)}, depth);
}

ExpressionPtr ExpressionParser::dict() {
    const int line = m_tokens.line();
    std::vector<std::pair<ExpressionPtr, ExpressionPtr>> entries;
    int depth = 0;
    while (!m_tokens.skipOperator("}")) {
        if (!entries.empty()) {
            m_tokens.expectOperator(",");
            if (m_tokens.skipOperator("}"))
                break;
        }
        auto key = expression();
        m_tokens.expectOperator(":");
        auto value = expression();
        depth = std::max({depth, key->depth, value->depth});
        entries.emplace_back(std::move(key), std::move(value));
    }
    return make(line, DictLiteral{std::move(entries)}, depth);
}

ExpressionPtr ExpressionParser::postfix(ExpressionPtr object) {
    while (true) {
        if (m_tokens.current().isOperator(".") || m_tokens.current().isOperator("["))
            object = subscript(std::move(object));
        else if (m_tokens.current().isOperator("("))
            object = call(std::move(object));
        else
            return object;
    }
}

ExpressionPtr ExpressionParser::filtersAndTests(ExpressionPtr input) {
    while (true) {
        if (m_tokens.skipOperator("|"))
            input = filter(std::move(input));
        else if (m_tokens.current().isName("is"))
            input = test(std::move(input));
        else if (m_tokens.current().isOperator("("))
            input = call(std::move(input));
        else
            return input;
    }
}

ExpressionPtr ExpressionParser::filterChain(bool inlineStart) {
    ExpressionPtr chain;
    while (inlineStart || m_tokens.skipOperator("|")) {
        chain = filter(std::move(chain));
        inlineStart = false;
    }
    return chain;
}

ExpressionPtr ExpressionParser::subscript(ExpressionPtr object) {
    const int line = m_tokens.line();
    const int depth = object->depth;
    if (m_tokens.skipOperator(".")) {
        if (m_tokens.at(TokenKind::Name))
            return make(line, Attribute{std::move(object), m_tokens.next().text}, depth);
        const auto& token = m_tokens.expect(TokenKind::Integer, "a name or number after '.'");
        auto index = make(token.line, Literal{Value(token.integer)});
        return make(line, Subscript{std::move(object), std::move(index)}, depth);
    }
    m_tokens.expectOperator("[");
    std::vector<ExpressionPtr> parts;
    while (!m_tokens.skipOperator("]")) {
        if (!parts.empty())
            m_tokens.expectOperator(",");
        parts.push_back(subscriptPart());
    }
    const int inner = std::max(depth, deepest(parts));
    auto index = parts.size() == 1 ? std::move(parts.front())
                                   : make(line, TupleLiteral{std::move(parts)}, inner);
    return make(line, Subscript{std::move(object), std::move(index)}, inner);
}

ExpressionPtr ExpressionParser::subscriptPart() {
    const int line = m_tokens.line();
    const auto partEnds = [&] {
        return m_tokens.current().isOperator(":") || m_tokens.current().isOperator("]") ||
               m_tokens.current().isOperator(",");
    };
    Slice slice;
    if (!m_tokens.current().isOperator(":")) {
        slice.start = expression();
        if (!m_tokens.current().isOperator(":"))
            return std::move(slice.start);
    }
    m_tokens.expectOperator(":");
    if (!partEnds())
        slice.stop = expression();
    if (m_tokens.skipOperator(":") && !partEnds())
        slice.step = expression();
    int depth = 0;
    for (const auto* part : {&slice.start, &slice.stop, &slice.step})
        depth = std::max(depth, *part ? (*part)->depth : 0);
    return make(line, std::move(slice), depth);
}

ExpressionPtr ExpressionParser::call(ExpressionPtr callee) {
    const int line = m_tokens.line();
    auto given = arguments();
    const int depth = std::max(callee->depth, deepest(given));
    return make(line, Call{std::move(callee), std::move(given)}, depth);
}

CallArguments ExpressionParser::arguments() {
    CallArguments given;
    m_tokens.expectOperator("(");
    bool first = true;
    while (!m_tokens.skipOperator(")")) {
        if (!first) {
            m_tokens.expectOperator(",");
            if (m_tokens.skipOperator(")"))
                break;
        }
        first = false;
        argument(given);
    }
    return given;
}

void ExpressionParser::argument(CallArguments& given) {
    const auto ensure = [&](bool allowed) {
        if (!allowed)
            m_tokens.fail("invalid syntax for function call expression");
    };
    if (m_tokens.skipOperator("*")) {
        ensure(!given.spreadList && !given.spreadDict);
        given.spreadList = expression();
    } else if (m_tokens.skipOperator("**")) {
        ensure(!given.spreadDict);
        given.spreadDict = expression();
    } else if (m_tokens.at(TokenKind::Name) && m_tokens.look().isOperator("=")) {
        ensure(!given.spreadDict);
        const auto name = m_tokens.next().text;
        m_tokens.next();
        given.named.emplace_back(name, expression());
    } else {
        ensure(!given.spreadList && !given.spreadDict && given.named.empty());
        given.positional.push_back(expression());
    }
}

std::string ExpressionParser::dottedName() {
    auto name = m_tokens.expect(TokenKind::Name, "a name").text;
    while (m_tokens.skipOperator("."))
        name += "." + m_tokens.expect(TokenKind::Name, "a name").text;
    return name;
}

ExpressionPtr ExpressionParser::filter(ExpressionPtr input) {
    const int line = m_tokens.line();
    auto name = dottedName();
    CallArguments given;
    if (m_tokens.current().isOperator("("))
        given = arguments();
    const int depth = std::max(input ? input->depth : 0, deepest(given));
    return make(line, Filter{std::move(input), std::move(name), std::move(given)}, depth);
}

bool ExpressionParser::testArgumentFollows() const {
    const Token& token = m_tokens.current();
    switch (token.kind) {
    case TokenKind::Name:
        return token.text != "else" && token.text != "or" && token.text != "and";
    case TokenKind::String:
    case TokenKind::Integer:
    case TokenKind::Float:
        return true;
    default:
        return token.isOperator("[") || token.isOperator("{");
    }
}

ExpressionPtr ExpressionParser::test(ExpressionPtr input) {
    const int line = m_tokens.next().line;
    const bool negated = m_tokens.skipName("not");
    auto name = dottedName();
    CallArguments given;
    if (m_tokens.current().isOperator("(")) {
        given = arguments();
    } else if (testArgumentFollows()) {
        if (m_tokens.current().isName("is"))
            m_tokens.fail("tests cannot be chained with 'is'");
        given.positional.push_back(postfix(primary()));
    }
    const int depth = std::max(input->depth, deepest(given));
    auto value = make(line, Test{std::move(input), std::move(name), std::move(given)}, depth);
    if (!negated)
        return value;
    const int outer = value->depth;
    return make(line, Not{std::move(value)}, outer);
}

} // namespace tiebreak::jinja
