// Splits text by a regular expression with Unicode classes, as pre-tokenizers do. Immutable; split
// is safe from any thread.
#pragma once

#include "base/result.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tiebreak {

class RegexSplitter {
public:
    /// ^ and $ stand at every line's ends, as in the dialect that tokenizer.json is written in.
    /// BadFile with the library's message and the place in the pattern.
    static Result<RegexSplitter> compile(const std::string& pattern);

    struct Part {
        std::string_view text;
        bool matched;
    };
    /// All of the (valid UTF-8) text in order, matches and what lies between them.
    Result<std::vector<Part>> split(std::string_view text) const;

    Result<std::string> replace(std::string_view text, std::string_view with) const;

private:
    explicit RegexSplitter(std::shared_ptr<const void> code)
        : m_code(std::move(code)) {}

    struct Range {
        std::size_t begin, end;
    };
    /// The first match at or behind `from`; `scratch` is the library's match data.
    Result<std::optional<Range>> next(std::string_view text, std::size_t from, void* scratch) const;

    std::shared_ptr<const void> m_code;
};

} // namespace tiebreak
