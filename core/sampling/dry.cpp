#include "sampling/dry.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace tiebreak {

namespace {

constexpr double kLargestExponent = 88.7228391; // e to it is still a float32

/// matches[k], k > 0: how many tokens before (and with) the k-th from the end equal the last ones.
/// The Z-function of the tokens read backwards (Gusfield 1997, section 1.4): linear in their
/// number.
void matchesWithTheEnd(std::span<const TokenId> tokens, std::vector<std::size_t>& matches) {
    const std::size_t count = tokens.size();
    const auto fromEnd = [&](std::size_t i) { return tokens[count - 1 - i]; };
    matches.assign(count, 0);
    std::size_t left = 0, right = 0; // [left, right) equals the beginning
    for (std::size_t k = 1; k < count; ++k) {
        std::size_t length = k < right ? std::min(right - k, matches[k - left]) : 0;
        while (k + length < count && fromEnd(length) == fromEnd(k + length))
            ++length;
        matches[k] = length;
        if (k + length > right) {
            left = k;
            right = k + length;
        }
    }
}

/// A token that would go on with a repetition of so many tokens.
struct Continuation {
    TokenId id;
    std::size_t repeated;
};

/// One of each token.
void keepTheLongest(std::vector<Continuation>& found) {
    std::sort(found.begin(), found.end(), [](const Continuation& a, const Continuation& b) {
        return a.id != b.id ? a.id < b.id : a.repeated > b.repeated;
    });
    const auto end =
        std::unique(found.begin(), found.end(),
                    [](const Continuation& a, const Continuation& b) { return a.id == b.id; });
    found.erase(end, found.end());
}

} // namespace

double Dry::penaltyOf(std::size_t repeated) const {
    double exponent = static_cast<double>(repeated) - static_cast<double>(m_rule.allowedLength);
    if (m_rule.base > 1.000001)
        exponent = std::min(exponent, std::floor(kLargestExponent / std::log(m_rule.base)));
    return m_rule.multiplier * std::pow(m_rule.base, exponent);
}

void Dry::apply(std::span<float> scores, const TokenHistory& history) const {
    auto tokens = history.tokens();
    if (m_rule.window > 0)
        tokens = tokens.last(std::min(tokens.size(), static_cast<std::size_t>(m_rule.window)));
    const auto allowed = static_cast<std::size_t>(m_rule.allowedLength);
    const std::size_t most = m_breakers ? m_breakers->unbrokenEnd(tokens) : tokens.size();
    if (tokens.size() <= allowed || most < allowed)
        return;
    thread_local std::vector<std::size_t> matches;
    matchesWithTheEnd(tokens, matches);
    thread_local std::vector<Continuation> found;
    found.clear();
    for (std::size_t k = 1; k < tokens.size(); ++k)
        if (const std::size_t repeated = std::min(matches[k], most); repeated >= allowed)
            found.push_back({tokens[tokens.size() - k], repeated});
    keepTheLongest(found);
    for (const auto& [id, repeated] : found)
        if (!m_breakers || !m_breakers->breaks(id))
            scores[static_cast<std::size_t>(id)] -= static_cast<float>(
                std::min(penaltyOf(repeated), 1e30)); // stays finite: unlikely, not forbidden
}

} // namespace tiebreak
