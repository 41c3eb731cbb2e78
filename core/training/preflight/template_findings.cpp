#include "training/preflight/template_findings.h"

namespace tiebreak {

namespace {

constexpr std::int64_t kMostRows = 200;

/// The row's prompt as a prompt of `generate`, and the row with one completion.
struct Parts {
    nlohmann::ordered_json prompt, whole;
};

std::optional<Parts> partsOf(const nlohmann::ordered_json& row) {
    for (const char* key : {"chosen", "completion"}) {
        if (!row.contains("prompt") || !row.contains(key))
            continue;
        const auto& prompt = row["prompt"];
        Parts parts{{{prompt.is_string() ? "text" : "messages", prompt}}, row};
        parts.whole["completion"] = row[key];
        return parts;
    }
    return std::nullopt;
}

} // namespace

nlohmann::json templateFindings(const std::vector<nlohmann::ordered_json>& rows,
                                const RowEncoder& encoder) {
    auto broken = nlohmann::json::array();
    std::int64_t checked = 0;
    for (std::size_t i = 0; i < rows.size() && checked < kMostRows; ++i) {
        const auto parts = partsOf(rows[i]);
        if (!parts)
            continue;
        const auto prompt = encoder.encodePrompt(parts->prompt);
        const auto whole = encoder.encodeCompletion(parts->whole);
        if (!prompt || !whole)
            continue; // told when the rows were read
        ++checked;
        if (whole->prompt.size() < prompt->size())
            broken.push_back({{"row", i},
                              {"prompt_tokens", prompt->size()},
                              {"shared_tokens", whole->prompt.size()}});
    }
    return {{"checked", checked}, {"broken", std::move(broken)}};
}

} // namespace tiebreak
