#include "sampling/xtc.h"

#include "sampling/row_math.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace tiebreak {

namespace {

constexpr std::uint64_t kStream = 1; // tokens are drawn from stream 0

} // namespace

Xtc::Xtc(XtcRule rule, std::uint64_t seed)
    : m_rule(rule)
    , m_random(seed, kStream) {}

void Xtc::apply(std::span<float> scores, const TokenHistory& history) const {
    const auto position = static_cast<std::uint64_t>(history.newTokens());
    if (m_random.uniformAt(position) >= m_rule.probability)
        return;
    const float top = maximum(scores);
    if (top == kForbidden)
        return;
    const double least = double(top) + std::log(m_rule.threshold * sumOfExponentials(scores, top));
    thread_local std::vector<std::int32_t> choices;
    choices.clear();
    indicesFrom(scores, static_cast<float>(least), choices);
    if (choices.size() < 2)
        return;
    const auto scoreOf = [&](std::int32_t id) -> float& {
        return scores[static_cast<std::size_t>(id)];
    };
    const auto kept =
        *std::min_element(choices.begin(), choices.end(), [&](std::int32_t a, std::int32_t b) {
            return scoreOf(a) < scoreOf(b) || (scoreOf(a) == scoreOf(b) && a > b);
        });
    for (const std::int32_t id : choices)
        if (id != kept)
            scoreOf(id) = kForbidden;
}

} // namespace tiebreak
