#include "ui/label/pair_choice.h"

#include "stats/bradley_terry.h"

#include <map>

namespace tiebreak {

namespace {

/// Names of players as indices.
class Numbers {
public:
    std::size_t of(const std::string& name) {
        return m_numbers.emplace(name, m_numbers.size()).first->second;
    }
    std::size_t count() const { return m_numbers.size(); }

private:
    std::map<std::string, std::size_t> m_numbers;
};

/// A response is a player of its own; its model lends it strength through games against a player
/// that stands for the model. Two such games, both even, hold the two together.
constexpr double kGamesWithModel = 2;

struct Games {
    Numbers numbers;
    std::vector<PairedGames> all;

    void add(const std::string& first, const std::string& second, double games, double won) {
        all.push_back({numbers.of(first), numbers.of(second), games, won});
    }
};

std::string modelPlayer(const std::string& name) {
    return "model " + name; // a sample's id has no blank
}

} // namespace

std::optional<std::size_t> leastCertainPair(const PairChoices& choices,
                                            const std::vector<PlayerTally>& tally) {
    Games games;
    for (const auto& pair : tally)
        games.add(modelPlayer(pair.first), modelPlayer(pair.second), pair.games, pair.firstWon);
    std::map<std::string, std::string> modelOf;
    for (const auto& pair : choices.open) {
        modelOf[pair.first] = pair.firstPlayer;
        modelOf[pair.second] = pair.secondPlayer;
    }
    for (const auto& [sample, model] : modelOf)
        games.add(sample, modelPlayer(model), kGamesWithModel, kGamesWithModel / 2);
    for (const auto& opinion : choices.opinions)
        games.add(opinion.first, opinion.second, 1,
                  opinion.preference < 0   ? 1
                  : opinion.preference > 0 ? 0
                                           : 0.5);
    const auto fit = bradleyTerry(games.numbers.count(), games.all);
    std::optional<std::size_t> best;
    double most = 0;
    for (std::size_t i = 0; i < choices.open.size(); ++i) {
        const auto a = games.numbers.of(choices.open[i].first);
        const auto b = games.numbers.of(choices.open[i].second);
        // What one more game would tell: the variance of its outcome times that of the difference.
        const double p = fit.chance(a, b);
        const double told = p * (1 - p) * (1 / fit.information[a] + 1 / fit.information[b]);
        if (told > most) {
            most = told;
            best = i;
        }
    }
    return best;
}

} // namespace tiebreak
