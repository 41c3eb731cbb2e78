// Random numbers that depend only on (seed, stream, position): Philox-4x32-10 (Salmon et al., SC
// 2011, "Parallel random numbers: as easy as 1, 2, 3"). A draw for one response never depends on
// how many others are in the batch. Values, cheap to copy; one object belongs to one thread.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

namespace tiebreak {

/// The four 32-bit words of Philox-4x32-10 for one counter and key.
std::array<std::uint32_t, 4> philox4x32(std::array<std::uint32_t, 4> counter,
                                        std::array<std::uint32_t, 2> key);

class RandomStream {
public:
    explicit RandomStream(std::uint64_t seed, std::uint64_t stream = 0)
        : m_seed(seed)
        , m_stream(stream) {}

    /// Uniform in [0, 1) with 53 bits, a pure function of the position; does not advance.
    double uniformAt(std::uint64_t position) const;

    /// Uniform in [0, 1); advances by one position.
    double uniform() { return uniformAt(m_position++); }
    /// 64 random bits; advances by one position.
    std::uint64_t bits();
    /// Uniform integer in [0, bound), without modulo bias; bound > 0.
    std::uint64_t below(std::uint64_t bound);
    /// Standard normal (Box–Muller on two positions).
    double normal();

    std::uint64_t position() const { return m_position; }
    void setPosition(std::uint64_t position) { m_position = position; }

private:
    std::uint64_t m_seed;
    std::uint64_t m_stream;
    std::uint64_t m_position = 0;
};

/// A permutation of 0..count-1 that depends on (seed, epoch) alone (Fisher–Yates).
std::vector<std::uint64_t> shuffledOrder(std::uint64_t seed, std::uint64_t epoch,
                                         std::uint64_t count);

} // namespace tiebreak
