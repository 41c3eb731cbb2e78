#include "stats/bradley_terry.h"

#include <algorithm>
#include <cmath>

namespace tiebreak {

namespace {

constexpr int kMostSweeps = 1000;
constexpr double kSettled = 1e-10; // no strength moved by more
constexpr double kLongestStep = 2;

/// One player's games as seen from its side.
struct Meeting {
    std::size_t other;
    double games;
    double won;
};

double chanceOf(double difference) {
    return 1 / (1 + std::exp(-difference));
}

} // namespace

double BradleyTerry::chance(std::size_t a, std::size_t b) const {
    return chanceOf(strength[a] - strength[b]);
}

BradleyTerry bradleyTerry(std::size_t players, const std::vector<PairedGames>& games,
                          double ridge) {
    std::vector<std::vector<Meeting>> meetings(players);
    for (const auto& pair : games) {
        meetings[pair.first].push_back({pair.second, pair.games, pair.firstWon});
        meetings[pair.second].push_back({pair.first, pair.games, pair.games - pair.firstWon});
    }
    BradleyTerry out{std::vector<double>(players, 0), std::vector<double>(players, ridge)};
    // Newton's step in one strength after the other: the function is strictly concave.
    double moved = 1;
    for (int sweep = 0; sweep < kMostSweeps && moved > kSettled; ++sweep) {
        moved = 0;
        for (std::size_t i = 0; i < players; ++i) {
            double slope = -ridge * out.strength[i], information = ridge;
            for (const auto& meeting : meetings[i]) {
                const double p = chanceOf(out.strength[i] - out.strength[meeting.other]);
                slope += meeting.won - meeting.games * p;
                information += meeting.games * p * (1 - p);
            }
            const double step = std::clamp(slope / information, -kLongestStep, kLongestStep);
            out.strength[i] += step;
            out.information[i] = information;
            moved = std::max(moved, std::abs(step));
        }
    }
    return out;
}

} // namespace tiebreak
