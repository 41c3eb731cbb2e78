#include "sampling/mass_cut.h"

#include <algorithm>

namespace tiebreak {

namespace {

constexpr std::size_t kBins = 1024;

} // namespace

void MassCut::clear() {
    ids.clear();
    keys.clear();
    shares.clear();
}

std::size_t MassCut::binOf(float key) const {
    return std::min(static_cast<std::size_t>(key * m_binsAKey), kBins - 1);
}

std::size_t MassCut::findInBin(std::size_t bin, double before, double wanted) {
    m_members.clear();
    for (std::size_t i = 0; i < keys.size(); ++i)
        if (binOf(keys[i]) == bin)
            m_members.push_back(i);
    // Members ascend in id, and the sort keeps that among equal keys.
    std::stable_sort(m_members.begin(), m_members.end(),
                     [this](std::size_t a, std::size_t b) { return keys[a] < keys[b]; });
    std::size_t last = m_members.front();
    for (const std::size_t member : m_members) {
        last = member;
        before += static_cast<double>(shares[member]);
        if (before >= wanted)
            break;
    }
    return last;
}

std::optional<std::size_t> MassCut::find(double wanted, float reach) {
    m_binsAKey = static_cast<float>(kBins - 1) / reach;
    m_mass.assign(kBins, 0);
    for (std::size_t i = 0; i < keys.size(); ++i)
        m_mass[binOf(keys[i])] += static_cast<double>(shares[i]);
    double before = 0;
    for (std::size_t bin = 0; bin < kBins; ++bin) {
        if (before + m_mass[bin] >= wanted && m_mass[bin] > 0)
            return findInBin(bin, before, wanted);
        before += m_mass[bin];
    }
    return std::nullopt;
}

} // namespace tiebreak
