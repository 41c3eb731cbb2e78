// A vocabulary of scored pieces as a list of merges, so that merging by rank does what merging by
// score does: every way to cut a piece in two others is a merge, ordered by the piece's score. Pure
// function, any thread.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tiebreak {

struct ScoredPiece {
    std::string_view text;
    double score;
};

std::vector<std::pair<std::string, std::string>>
mergesFromScores(const std::vector<ScoredPiece>& pieces);

} // namespace tiebreak
