#include "text/merges_from_scores.h"

#include "text/utf8.h"

#include <algorithm>
#include <unordered_set>

namespace tiebreak {

namespace {

struct Merge {
    std::string_view left, right;
    double score;
};

} // namespace

// Of equal scores the longer left part is merged first, as transformers' own conversion has it.
std::vector<std::pair<std::string, std::string>>
mergesFromScores(const std::vector<ScoredPiece>& pieces) {
    std::unordered_set<std::string_view> known;
    for (const auto& piece : pieces)
        known.insert(piece.text);
    std::vector<Merge> merges;
    for (const auto& piece : pieces)
        for (std::size_t at = 0; at < piece.text.size();) {
            at += characterLength(piece.text, at);
            const auto left = piece.text.substr(0, at);
            const auto right = piece.text.substr(at);
            if (known.count(left) && known.count(right))
                merges.push_back({left, right, piece.score});
        }
    std::stable_sort(merges.begin(), merges.end(), [](const Merge& a, const Merge& b) {
        if (a.score != b.score)
            return a.score > b.score;
        return a.left.size() > b.left.size();
    });
    std::vector<std::pair<std::string, std::string>> result;
    for (const auto& merge : merges)
        result.emplace_back(merge.left, merge.right);
    return result;
}

} // namespace tiebreak
