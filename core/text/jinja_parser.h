// Tokens to tree, by jinja2's own grammar. Pure function, any thread; nothing is executed.
#pragma once

#include "text/jinja_ast.h"

#include <string_view>

namespace tiebreak::jinja {

/// Throws TemplateError with the line and what was expected.
Block parseTemplate(std::string_view source);

} // namespace tiebreak::jinja
