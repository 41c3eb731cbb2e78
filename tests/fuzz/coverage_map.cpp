#include "coverage_map.h"

#include <array>
#include <cstdint>
#include <cstring>

namespace tiebreak::fuzz {

namespace {

constexpr std::size_t kEdges = 1 << 16;

std::array<std::uint8_t, kEdges> taken;     // how often, of this input
std::array<std::uint8_t, kEdges> takenEver; // a bit a class of counts, of all inputs
std::uintptr_t before = 0;

/// 1, 2, 3, 4–7, 8–15, 16–31, 32–127, 128 and more, as one bit each.
std::uint8_t classOf(std::uint8_t count) {
    constexpr std::uint8_t kUpTo[] = {1, 2, 3, 7, 15, 31, 127};
    std::uint8_t bit = 1;
    for (const auto most : kUpTo) {
        if (count <= most)
            return bit;
        bit = static_cast<std::uint8_t>(bit << 1);
    }
    return bit;
}

} // namespace

void beginCoverage() {
    taken.fill(0);
    before = 0;
}

bool endCoverage() {
    bool fresh = false;
    for (std::size_t word = 0; word < kEdges; word += 8) {
        std::uint64_t eight;
        std::memcpy(&eight, taken.data() + word, sizeof eight);
        if (eight == 0)
            continue;
        for (std::size_t k = word; k < word + 8; ++k) {
            const auto bit = taken[k] ? classOf(taken[k]) : std::uint8_t{0};
            fresh |= (bit & ~takenEver[k]) != 0;
            takenEver[k] |= bit;
        }
    }
    return fresh;
}

/// Called by instrumented code at every branch; an edge is a pair of places.
void countEdge(std::uintptr_t place) {
    place = (place >> 1) * 0x9E3779B97F4A7C15u >> 48;
    auto& count = taken[(place ^ before) % kEdges];
    if (count < 255)
        ++count;
    before = place >> 1;
}

} // namespace tiebreak::fuzz

// GCC's -fsanitize-coverage=trace-pc calls this name.
extern "C" void __sanitizer_cov_trace_pc() {
    tiebreak::fuzz::countEdge(reinterpret_cast<std::uintptr_t>(__builtin_return_address(0)));
}
