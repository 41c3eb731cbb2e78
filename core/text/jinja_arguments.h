// The arguments of one call matched with a function's parameter names. Lives as long as the
// arguments.
#pragma once

#include "text/jinja_value.h"

#include <initializer_list>

namespace tiebreak::jinja {

class Parameters {
public:
    /// Throws when an argument has no parameter or one of the first `required` is missing.
    Parameters(const char* function, const Arguments& arguments,
               std::initializer_list<const char*> names, std::size_t required = 0);

    /// nullptr when it was not given.
    const Value* at(std::size_t index) const { return m_values[index]; }
    bool given(std::size_t index) const { return m_values[index] != nullptr; }
    /// Not given and None both mean the default.
    std::optional<std::string> text(std::size_t index) const;
    std::int64_t integer(std::size_t index, std::int64_t byDefault) const;
    bool truth(std::size_t index, bool byDefault) const;

private:
    const char* m_function;
    std::vector<const char*> m_names;
    std::vector<const Value*> m_values;
};

} // namespace tiebreak::jinja
