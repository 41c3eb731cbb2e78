// The weight of the KL penalty, fixed or steered to a target (Ziegler et al., arXiv 1909.08593, §2.2). A value;
// one thread.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>

namespace tiebreak {

class KlController {
public:
    KlController(double coefficient, std::optional<double> target, double horizon)
        : m_coefficient(coefficient), m_target(target), m_horizon(horizon) {}
    double coefficient() const { return m_coefficient; }
    void setCoefficient(double coefficient) { m_coefficient = coefficient; }
    /// β ← β (1 + clip(KL / target − 1, ±0.2) · n / horizon)
    void update(double kl, std::int64_t episodes) {
        if (m_target)
            m_coefficient *=
                1 + std::clamp(kl / *m_target - 1, -0.2, 0.2) * static_cast<double>(episodes) / m_horizon;
    }

private:
    double m_coefficient;
    std::optional<double> m_target;
    double m_horizon;
};

} // namespace tiebreak
