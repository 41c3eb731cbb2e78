// What stops a template: a rule of the language broken, or a limit reached. Thrown inside the
// evaluator only, where a Result in every arithmetic step would bury the meaning; chat_template.cpp
// turns it into an Error.
#pragma once

#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>

namespace tiebreak::jinja {

class TemplateError : public std::runtime_error {
public:
    explicit TemplateError(const std::string& message, int line = 0, bool raised = false)
        : std::runtime_error(message)
        , m_line(line)
        , m_raised(raised) {}

    /// Line in the template, 1 first; 0 while not yet known.
    int line() const { return m_line; }
    void setLine(int line) { m_line = line; }
    /// True when the template itself called raise_exception: the message is shown as it is.
    bool raised() const { return m_raised; }

private:
    int m_line;
    bool m_raised;
};

inline constexpr std::int64_t kMaxSteps = 1'000'000;
inline constexpr std::size_t kMaxOutputBytes = 16u << 20;
inline constexpr std::size_t kMaxProducedBytes = 1u
                                                 << 30;  ///< all intermediate values of one render
inline constexpr std::int64_t kMaxRangeLength = 100'000; ///< jinja2's sandbox has the same
inline constexpr int kMaxCallDepth = 100;                ///< macros calling macros
inline constexpr int kMaxNesting = 200; ///< expressions, blocks, values inside values
inline constexpr std::size_t kMaxSourceBytes = 1u << 20;

/// What one render may use.
struct RenderLimits {
    std::int64_t steps = kMaxSteps;
    std::size_t producedBytes = kMaxProducedBytes;
};

/// Counts what one render has used; every limit is an error that names it.
class Budget {
public:
    explicit Budget(RenderLimits limits)
        : m_limits(limits) {}
    void step(std::int64_t count = 1) {
        m_steps += count;
        if (m_steps > m_limits.steps)
            throw TemplateError("limit of " + std::to_string(m_limits.steps) + " steps reached");
    }
    void produce(std::size_t bytes) {
        m_produced += bytes;
        if (bytes > m_limits.producedBytes || m_produced > m_limits.producedBytes)
            throw TemplateError("limit of " + std::to_string(m_limits.producedBytes) +
                                " bytes of intermediate values reached");
    }

private:
    RenderLimits m_limits;
    std::int64_t m_steps = 0;
    std::size_t m_produced = 0;
};

/// One text (a value or the output) must stay below kMaxOutputBytes.
inline void checkTextSize(std::size_t bytes) {
    if (bytes > kMaxOutputBytes)
        throw TemplateError("limit of " + std::to_string(kMaxOutputBytes) +
                            " bytes of text reached");
}

} // namespace tiebreak::jinja
