#include "base/random_stream.h"

#include <cmath>
#include <numbers>
#include <numeric>
#include <utility>

namespace tiebreak {

namespace {

std::uint64_t joined(std::uint32_t high, std::uint32_t low) {
    return (static_cast<std::uint64_t>(high) << 32) | low;
}

} // namespace

std::array<std::uint32_t, 4> philox4x32(std::array<std::uint32_t, 4> counter,
                                        std::array<std::uint32_t, 2> key) {
    for (int round = 0; round < 10; ++round) {
        const std::uint64_t a = std::uint64_t{0xD2511F53} * counter[0];
        const std::uint64_t b = std::uint64_t{0xCD9E8D57} * counter[2];
        counter = {static_cast<std::uint32_t>(b >> 32) ^ counter[1] ^ key[0],
                   static_cast<std::uint32_t>(b),
                   static_cast<std::uint32_t>(a >> 32) ^ counter[3] ^ key[1],
                   static_cast<std::uint32_t>(a)};
        key = {key[0] + 0x9E3779B9u, key[1] + 0xBB67AE85u};
    }
    return counter;
}

static std::uint64_t bitsAt(std::uint64_t seed, std::uint64_t stream, std::uint64_t position) {
    const auto words = philox4x32(
        {static_cast<std::uint32_t>(position), static_cast<std::uint32_t>(position >> 32),
         static_cast<std::uint32_t>(stream), static_cast<std::uint32_t>(stream >> 32)},
        {static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32)});
    return joined(words[0], words[1]);
}

double RandomStream::uniformAt(std::uint64_t position) const {
    return static_cast<double>(bitsAt(m_seed, m_stream, position) >> 11) * 0x1.0p-53;
}

std::uint64_t RandomStream::bits() {
    return bitsAt(m_seed, m_stream, m_position++);
}

std::uint64_t RandomStream::below(std::uint64_t bound) {
    const std::uint64_t limit = UINT64_MAX - UINT64_MAX % bound;
    std::uint64_t drawn = bits();
    while (drawn >= limit)
        drawn = bits();
    return drawn % bound;
}

double RandomStream::normal() {
    const double radius = std::sqrt(-2.0 * std::log1p(-uniform()));
    return radius * std::cos(2.0 * std::numbers::pi * uniform());
}

std::vector<std::uint64_t> shuffledOrder(std::uint64_t seed, std::uint64_t epoch,
                                         std::uint64_t count) {
    std::vector<std::uint64_t> order(count);
    std::iota(order.begin(), order.end(), std::uint64_t{0});
    RandomStream random(seed, epoch);
    for (std::uint64_t i = count; i > 1; --i)
        std::swap(order[i - 1], order[random.below(i)]);
    return order;
}

} // namespace tiebreak
