#include "files/bounded_json.h"

#include "base/atomic_file.h"

#include <string>
#include <unordered_set>
#include <vector>

namespace tiebreak {

namespace {

using nlohmann::json;

/// Walks the text without building anything; stops at the first broken rule.
class LimitCheck : public nlohmann::json_sax<json> {
public:
    explicit LimitCheck(JsonLimits limits)
        : m_limits(limits) {}
    const std::string& problem() const { return m_problem; }

    bool null() override { return countValue(); }
    bool boolean(bool) override { return countValue(); }
    bool number_integer(number_integer_t) override { return countValue(); }
    bool number_unsigned(number_unsigned_t) override { return countValue(); }
    bool number_float(number_float_t, const string_t&) override { return countValue(); }
    bool string(string_t&) override { return countValue(); }
    bool binary(binary_t&) override { return countValue(); }
    bool start_object(std::size_t) override { return enter(); }
    bool start_array(std::size_t) override { return enter(); }
    bool end_object() override { return leave(); }
    bool end_array() override { return leave(); }

    bool key(string_t& name) override {
        if (m_keys.back().insert(name).second)
            return true;
        return refuse("key '" + name.substr(0, 200) + "' stands twice in one object");
    }

    bool parse_error(std::size_t position, const std::string&,
                     const nlohmann::detail::exception& error) override {
        return refuse("not JSON at byte " + std::to_string(position) + ": " + error.what());
    }

private:
    bool refuse(std::string problem) {
        m_problem = std::move(problem);
        return false;
    }
    bool countValue() {
        if (++m_values <= m_limits.values)
            return true;
        return refuse("more than " + std::to_string(m_limits.values) + " values");
    }
    bool enter() {
        m_keys.emplace_back();
        if (m_keys.size() <= m_limits.depth)
            return countValue();
        return refuse("nested deeper than " + std::to_string(m_limits.depth));
    }
    bool leave() {
        m_keys.pop_back();
        return true;
    }

    JsonLimits m_limits;
    std::size_t m_values = 0;
    std::vector<std::unordered_set<std::string>> m_keys;
    std::string m_problem;
};

} // namespace

Result<json> parseBoundedJson(std::string_view text, const std::string& path, JsonLimits limits) {
    LimitCheck check(limits);
    if (!json::sax_parse(text, &check))
        return Error{ErrorCode::BadFile, check.problem(), path};
    auto parsed = json::parse(text, nullptr, false);
    if (parsed.is_discarded())
        return Error{ErrorCode::BadFile, "not JSON", path};
    return parsed;
}

Result<json> readBoundedJson(const std::filesystem::path& path, std::uintmax_t maxBytes,
                             JsonLimits limits) {
    TB_ASSIGN(const std::string text, readFile(path, maxBytes));
    return parseBoundedJson(text, path.string(), limits);
}

} // namespace tiebreak
