// Finds where a set of tokens, taken in the order of a key, reaches a share of the probability,
// without sorting them all: masses of bins first, then an exact look into one bin. Buffers are
// kept, so one object a thread serves every row.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace tiebreak {

class MassCut {
public:
    /// The candidates to fill in: ids ascending and, of the same length, keys from 0 to `reach`
    /// (what is smaller comes first) and shares of the mass.
    std::vector<std::int32_t> ids;
    std::vector<float> keys;
    std::vector<float> shares;

    void clear();
    /// Position of the candidate with which the mass reaches `wanted`, the smaller id first among
    /// equal keys; nothing when all together fall short.
    std::optional<std::size_t> find(double wanted, float reach);

private:
    std::size_t binOf(float key) const;
    std::size_t findInBin(std::size_t bin, double before, double wanted);

    float m_binsAKey = 0;
    std::vector<double> m_mass;
    std::vector<std::size_t> m_members;
};

} // namespace tiebreak
