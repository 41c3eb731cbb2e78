// Result<T>: a value or an Error, never both. Expected failures travel this way; bugs assert.
#pragma once

#include "base/error.h"

#include <cassert>
#include <optional>
#include <utility>
#include <variant>

namespace tiebreak {

template <class T>
class [[nodiscard]] Result {
public:
    Result(T value)
        : m_state(std::in_place_index<0>, std::move(value)) {}
    Result(Error error)
        : m_state(std::in_place_index<1>, std::move(error)) {}

    bool ok() const { return m_state.index() == 0; }
    explicit operator bool() const { return ok(); }

    T& value() & { return assert(ok()), std::get<0>(m_state); }
    const T& value() const& { return assert(ok()), std::get<0>(m_state); }
    T&& value() && { return assert(ok()), std::get<0>(std::move(m_state)); }
    T& operator*() & { return value(); }
    const T& operator*() const& { return value(); }
    T&& operator*() && { return std::move(*this).value(); }
    T* operator->() { return &value(); }
    const T* operator->() const { return &value(); }

    const Error& error() const& { return assert(!ok()), std::get<1>(m_state); }
    Error&& error() && { return assert(!ok()), std::get<1>(std::move(m_state)); }

private:
    std::variant<T, Error> m_state;
};

template <>
class [[nodiscard]] Result<void> {
public:
    Result() = default;
    Result(Error error)
        : m_error(std::move(error)) {}

    bool ok() const { return !m_error.has_value(); }
    explicit operator bool() const { return ok(); }
    const Error& error() const { return assert(!ok()), *m_error; }

private:
    std::optional<Error> m_error;
};

using Status = Result<void>;

} // namespace tiebreak

/// Returns from the calling function with the error of `expression`, if it has one.
#define TB_TRY(expression)                                                                         \
    do {                                                                                           \
        if (auto tbStatus = (expression); !tbStatus)                                               \
            return std::move(tbStatus).error();                                                    \
    } while (false)

#define TB_CONCAT_(a, b) a##b
#define TB_CONCAT(a, b) TB_CONCAT_(a, b)
/// TB_ASSIGN(auto x, expression): declares or assigns the value, or returns the error.
#define TB_ASSIGN(target, expression) TB_ASSIGN_(TB_CONCAT(tbResult, __LINE__), target, expression)
#define TB_ASSIGN_(name, target, expression)                                                       \
    auto name = (expression);                                                                      \
    if (!name)                                                                                     \
        return std::move(name).error();                                                            \
    target = std::move(name).value()
