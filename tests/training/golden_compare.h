// Comparing the lines of metrics.jsonl with numbers of a peer. For tests.
#pragma once

#include <QString>
#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

namespace tiebreak {

struct GoldenTolerance {
    double loss, norm, other; ///< relative to the peer's number, which counts as at least kFloor
};

inline constexpr double kFloor = 0.01;

// trl-trajectory, point 16; what TRL against itself shows with another attention kernel is a third
// of it.
inline GoldenTolerance trlTolerance(std::size_t step) {
    return step < 10 ? GoldenTolerance{2e-4, 5e-4, 2e-3} : GoldenTolerance{2e-3, 5e-3, 1e-2};
}

/// Differences of larger numbers carry those numbers' rounding. The agreement asked for bounds loss
/// and gradient norm; these keys are held to it as far as that goes.
inline double floorOf(const std::string& key) {
    return key == "margin" || key == "kl" || key.starts_with("rewards/") ? 0.1 : kFloor;
}

/// One row of a batch is this much: a near tie may fall to the other side.
inline bool countsRows(const std::string& key) {
    return key == "rewards/accuracies" || key == "accuracy" || key == "mean_token_accuracy";
}

inline QString compareLine(const nlohmann::json& got, const nlohmann::json& expected,
                           const GoldenTolerance& tolerance) {
    for (const auto& [key, value] : expected.items()) {
        if (!got.contains(key))
            return QString::fromStdString(key) + " is missing";
        const double a = got[key].get<double>(), b = value.get<double>();
        const double relative = key == "loss"        ? tolerance.loss
                                : key == "grad_norm" ? tolerance.norm
                                                     : tolerance.other;
        const double limit =
            countsRows(key) ? 0.26 : relative * std::max(std::abs(b), floorOf(key));
        if (!(std::abs(a - b) <= limit))
            return QString("%1: %2, the peer has %3")
                .arg(QString::fromStdString(key))
                .arg(a, 0, 'g', 9)
                .arg(b, 0, 'g', 9);
    }
    return {};
}

} // namespace tiebreak
