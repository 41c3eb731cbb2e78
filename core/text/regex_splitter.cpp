#define PCRE2_CODE_UNIT_WIDTH 8
#include "text/regex_splitter.h"

#include "text/utf8.h"

#include <algorithm>
#include <pcre2.h>

namespace tiebreak {

namespace {

std::string pcreMessage(int code) {
    PCRE2_UCHAR buffer[256];
    pcre2_get_error_message(code, buffer, sizeof buffer);
    return reinterpret_cast<const char*>(buffer);
}

/// What one search may cost; a pattern that needs more was made to.
pcre2_match_context* matchLimits() {
    struct Context {
        pcre2_match_context* limits = pcre2_match_context_create(nullptr);
        Context() {
            pcre2_set_match_limit(limits, 1'000'000);
            pcre2_set_heap_limit(limits, 65'536); // KiB
        }
        ~Context() { pcre2_match_context_free(limits); }
    };
    static const Context context;
    return context.limits;
}

} // namespace

Result<RegexSplitter> RegexSplitter::compile(const std::string& pattern) {
    constexpr std::size_t kMaxPattern = 16'384;
    if (pattern.size() > kMaxPattern)
        return Error{ErrorCode::BadFile, "regular expression of " + std::to_string(pattern.size()) +
                                             " bytes is above the limit " +
                                             std::to_string(kMaxPattern)};
    int code = 0;
    PCRE2_SIZE place = 0;
    pcre2_code* compiled = pcre2_compile(
        reinterpret_cast<PCRE2_SPTR>(pattern.data()), pattern.size(),
        PCRE2_UTF | PCRE2_UCP | PCRE2_MULTILINE | PCRE2_NEVER_BACKSLASH_C, &code, &place, nullptr);
    if (!compiled)
        return Error{ErrorCode::BadFile, "regular expression '" + pattern.substr(0, 200) + "': " +
                                             pcreMessage(code) + " at " + std::to_string(place)};
    pcre2_jit_compile(compiled, PCRE2_JIT_COMPLETE); // without it matching is slower, never wrong
    return RegexSplitter(std::shared_ptr<const void>(compiled, [](const void* p) {
        pcre2_code_free(static_cast<pcre2_code*>(const_cast<void*>(p)));
    }));
}

Result<std::optional<RegexSplitter::Range>>
RegexSplitter::next(std::string_view text, std::size_t from, void* scratch) const {
    const auto* code = static_cast<const pcre2_code*>(m_code.get());
    auto* match = static_cast<pcre2_match_data*>(scratch);
    const auto run = [&](std::uint32_t options) {
        return pcre2_match(code, reinterpret_cast<PCRE2_SPTR>(text.data()), text.size(), from,
                           PCRE2_NO_UTF_CHECK | options, match, matchLimits());
    };
    int count = run(0);
    if (count == PCRE2_ERROR_JIT_STACKLIMIT)
        count = run(PCRE2_NO_JIT);
    if (count == PCRE2_ERROR_NOMATCH)
        return std::optional<Range>();
    if (count < 0)
        return Error{ErrorCode::BadFile, "regular expression: " + pcreMessage(count)};
    const auto* ends = pcre2_get_ovector_pointer(match);
    return std::optional(Range{ends[0], std::max(ends[0], ends[1])});
}

// An empty match cuts the text, but not right behind another match.
Result<std::vector<RegexSplitter::Part>> RegexSplitter::split(std::string_view text) const {
    const std::unique_ptr<pcre2_match_data, void (*)(pcre2_match_data*)> match(
        pcre2_match_data_create_from_pattern(static_cast<const pcre2_code*>(m_code.get()), nullptr),
        pcre2_match_data_free);
    std::vector<Part> parts;
    std::size_t done = 0; // text before it is in parts
    std::optional<std::size_t> lastEnd;
    for (std::size_t from = 0; from <= text.size();) {
        TB_ASSIGN(const auto found, next(text, from, match.get()));
        if (!found)
            break;
        const auto [begin, end] = *found;
        if (begin == end && lastEnd == end) {
            if (end == text.size())
                break;
            from = end + characterLength(text, end);
            continue;
        }
        if (begin > done)
            parts.push_back({text.substr(done, begin - done), false});
        parts.push_back({text.substr(begin, end - begin), true});
        done = from = end;
        lastEnd = end;
    }
    if (done < text.size())
        parts.push_back({text.substr(done), false});
    return parts;
}

Result<std::string> RegexSplitter::replace(std::string_view text, std::string_view with) const {
    TB_ASSIGN(const auto parts, split(text));
    std::string result;
    for (const auto& part : parts)
        result += part.matched ? with : part.text;
    return result;
}

} // namespace tiebreak
