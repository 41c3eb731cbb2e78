// What a person should know of the rows themselves before training on them: rows that stand twice,
// rows that say the opposite of another, held-out rows that are trained on. Works on the JSON rows
// of every method. Pure function, any thread.
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <vector>

namespace tiebreak {

struct RowPair {
    std::int64_t row = 0;   ///< from 0
    std::int64_t other = 0; ///< the first row it belongs with
};

/// A held-out row and the row trained on that it is, or nearly is.
struct RowOverlap {
    std::int64_t evalRow = 0, row = 0;
    double similarity = 1; ///< share of common pieces of text (Jaccard); 1: the same text
};

struct RowFindings {
    std::vector<RowPair> duplicates;     ///< the same prompt, answers and label
    std::vector<RowPair> contradictions; ///< the same answers judged the other way round
    std::vector<RowOverlap> overlaps;    ///< the most similar row of each held-out row
    std::int64_t samePrompts = 0;        ///< held-out rows whose prompt is trained on
};

/// Rows count as nearly the same from this similarity on.
inline constexpr double kNearSimilarity = 0.8;

RowFindings findInRows(const std::vector<nlohmann::ordered_json>& rows,
                       const std::vector<nlohmann::ordered_json>& evalRows);

/// How often the better answer stood first when it was judged, from the rows' `chosen_position`
/// ("first" or "second", as the window writes it; `chosen_first` true or false is taken too):
/// {"pairs","chosen_first","low","high"} with the 95 % interval of Wilson; null without such rows.
nlohmann::json positionBias(const std::vector<nlohmann::ordered_json>& rows);

/// {"duplicates":[{"row","same_as"}],"contradictions":[{"row","opposes"}],
///  "eval":{"rows","exact":[{"eval_row","row"}],"near":[{"eval_row","row","similarity"}],
///  "same_prompts"}}; "eval" only where there are held-out rows.
nlohmann::json toJson(const RowFindings& findings, std::size_t evalRows);

} // namespace tiebreak
