// The numbers a DPO step reports, summed over a micro-batch and averaged over a step exactly as TRL 1.16 does.
// Plain values, any thread.
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>

namespace tiebreak {

/// Sums over one micro-batch.
struct DpoSums {
    double loss = 0; ///< Σ of the pairs' losses
    double pairs = 0;
    double tokens = 0; ///< attention mask over chosen and rejected: the prompt counts twice
    double entropy = 0, completionTokens = 0;
    double top1 = 0, chosenTokens = 0, rejectedTokens = 0;
    double chosenLogits = 0, rejectedLogits = 0;
    double chosenLogps = 0, rejectedLogps = 0;
    double chosenRewards = 0, rejectedRewards = 0, accurate = 0;
    DpoSums& operator+=(const DpoSums& other);
};

/// Means over the micro-batches of a step.
class DpoStepMetrics {
public:
    void add(const DpoSums& microBatch);
    double loss() const;
    /// loss … logits/rejected of the contract; `numTokens` is the run's running sum.
    nlohmann::ordered_json line(double epoch, double gradNorm, double learningRate, double numTokens) const;

private:
    struct Means {
        double loss = 0, entropy = 0, accuracy = 0;
        double chosenRewards = 0, rejectedRewards = 0, accuracies = 0;
        double chosenLogps = 0, rejectedLogps = 0, chosenLogits = 0, rejectedLogits = 0;
    } m_sum;
    double m_count = 0;
};

} // namespace tiebreak
