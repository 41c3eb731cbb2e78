// The variables of one block of a template; owned by the interpreter.
#pragma once

#include "text/jinja_value.h"

namespace tiebreak::jinja {

struct Scope {
    Scope* parent = nullptr;
    bool captured = false; ///< a macro may still look here after the block ended
    std::vector<std::pair<std::string, Value>> variables;

    const Value* find(const std::string& name) const {
        for (const Scope* scope = this; scope; scope = scope->parent)
            for (const auto& [known, value] : scope->variables)
                if (known == name)
                    return &value;
        return nullptr;
    }

    void set(const std::string& name, Value value) {
        for (auto& [known, held] : variables)
            if (known == name) {
                held = std::move(value);
                return;
            }
        variables.emplace_back(name, std::move(value));
    }

    void capture() {
        for (Scope* scope = this; scope; scope = scope->parent)
            scope->captured = true;
    }
};

} // namespace tiebreak::jinja
