// Bradley–Terry strengths out of paired comparisons (Bradley and Terry 1952, "Rank analysis of
// incomplete block designs"): P(i beats j) = 1 / (1 + exp(θj − θi)). A ridge keeps them finite
// where nobody lost yet and where the comparisons fall apart into islands. Pure functions, any
// thread.
#pragma once

#include <vector>

namespace tiebreak {

/// All games of two players; a tie is half a win for each.
struct PairedGames {
    std::size_t first = 0;
    std::size_t second = 0;
    double games = 0;
    double firstWon = 0;
};

struct BradleyTerry {
    std::vector<double> strength;    ///< θ, natural logarithm of odds, mean near 0
    std::vector<double> information; ///< −∂²ℓ/∂θ² of each, the ridge included

    /// Probability that `a` beats `b`.
    double chance(std::size_t a, std::size_t b) const;
};

/// Maximises Σ firstWon·ln p + (games − firstWon)·ln(1 − p) − ridge/2·Σ θ². Both players of a game
/// are below `players`.
BradleyTerry bradleyTerry(std::size_t players, const std::vector<PairedGames>& games,
                          double ridge = 0.5);

} // namespace tiebreak
