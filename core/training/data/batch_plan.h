// Which rows each optimizer step sees: a pure function of the run's settings and the step's number, so a
// resumed run cannot see another order. Immutable, any thread.
#pragma once

#include <cstdint>
#include <vector>

namespace tiebreak {

struct BatchPlanOptions {
    std::int64_t rows = 0;
    std::int64_t batchSize = 4;
    std::int64_t accumulation = 1; ///< micro-batches an optimizer step
    double epochs = 1;
    std::int64_t maxSteps = 0; ///< above 0: this many steps, whatever the epochs
    bool shuffle = true;
    std::uint64_t seed = 42;
};

using RowIndices = std::vector<std::uint64_t>;

struct StepPlan {
    std::vector<RowIndices> microBatches; ///< fewer, and the last one smaller, at the end of an epoch
    double epoch = 0;                     ///< epochs done after this step
};

class BatchPlan {
public:
    explicit BatchPlan(const BatchPlanOptions& options) : m_options(options) {}
    std::int64_t batchesPerEpoch() const;
    std::int64_t stepsPerEpoch() const;
    std::int64_t totalSteps() const;
    /// `step` counts from 0.
    StepPlan step(std::int64_t step) const;

private:
    RowIndices order(std::int64_t epoch) const;
    BatchPlanOptions m_options;
};

} // namespace tiebreak
