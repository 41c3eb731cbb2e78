#include "text/jinja_arguments.h"

#include <algorithm>

namespace tiebreak::jinja {

Parameters::Parameters(const char* function, const Arguments& arguments,
                       std::initializer_list<const char*> names, std::size_t required)
    : m_function(function)
    , m_names(names)
    , m_values(names.size(), nullptr) {
    const std::string prefix = std::string(function) + "() ";
    if (arguments.positional.size() > m_names.size())
        throw TemplateError(prefix + "takes at most " + std::to_string(m_names.size()) +
                            " arguments, got " + std::to_string(arguments.positional.size()));
    for (std::size_t i = 0; i < arguments.positional.size(); ++i)
        m_values[i] = &arguments.positional[i];
    for (const auto& [name, value] : arguments.named) {
        const auto found = std::find(m_names.begin(), m_names.end(), std::string_view(name));
        if (found == m_names.end())
            throw TemplateError(prefix + "got an unexpected keyword argument '" + name + "'");
        auto& slot = m_values[static_cast<std::size_t>(found - m_names.begin())];
        if (slot)
            throw TemplateError(prefix + "got multiple values for argument '" + name + "'");
        slot = &value;
    }
    for (std::size_t i = 0; i < required; ++i)
        if (!m_values[i])
            throw TemplateError(prefix + "misses the argument '" + m_names[i] + "'");
}

std::optional<std::string> Parameters::text(std::size_t index) const {
    const Value* value = m_values[index];
    if (!value || value->isNone())
        return std::nullopt;
    if (!value->isString())
        throw TemplateError(std::string(m_function) + "(): argument '" + m_names[index] +
                            "' must be str, not " + typeName(*value));
    return value->text();
}

std::int64_t Parameters::integer(std::size_t index, std::int64_t byDefault) const {
    const Value* value = m_values[index];
    if (!value || value->isNone())
        return byDefault;
    if (!value->isInteger())
        throw TemplateError(std::string(m_function) + "(): argument '" + m_names[index] +
                            "' must be int, not " + typeName(*value));
    return value->integer();
}

bool Parameters::truth(std::size_t index, bool byDefault) const {
    return m_values[index] ? isTrue(*m_values[index]) : byDefault;
}

} // namespace tiebreak::jinja
