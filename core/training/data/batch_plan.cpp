#include "training/data/batch_plan.h"

#include "base/random_stream.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace tiebreak {

namespace {

std::int64_t ceilDivide(std::int64_t a, std::int64_t b) { return (a + b - 1) / b; }

} // namespace

std::int64_t BatchPlan::batchesPerEpoch() const {
    return ceilDivide(m_options.rows, m_options.batchSize);
}

std::int64_t BatchPlan::stepsPerEpoch() const {
    return ceilDivide(batchesPerEpoch(), m_options.accumulation);
}

std::int64_t BatchPlan::totalSteps() const {
    if (m_options.maxSteps > 0)
        return m_options.maxSteps;
    return static_cast<std::int64_t>(std::ceil(m_options.epochs * double(stepsPerEpoch())));
}

RowIndices BatchPlan::order(std::int64_t epoch) const {
    const auto rows = static_cast<std::uint64_t>(m_options.rows);
    if (m_options.shuffle)
        return shuffledOrder(m_options.seed, static_cast<std::uint64_t>(epoch), rows);
    RowIndices sequence(rows);
    std::iota(sequence.begin(), sequence.end(), 0);
    return sequence;
}

StepPlan BatchPlan::step(std::int64_t step) const {
    const std::int64_t epoch = step / stepsPerEpoch();
    const std::int64_t first = step % stepsPerEpoch() * m_options.accumulation;
    const std::int64_t last = std::min(first + m_options.accumulation, batchesPerEpoch());
    const RowIndices rows = order(epoch);
    StepPlan plan;
    for (std::int64_t batch = first; batch < last; ++batch) {
        const auto begin = rows.begin() + batch * m_options.batchSize;
        const auto end = rows.begin() + std::min((batch + 1) * m_options.batchSize, m_options.rows);
        plan.microBatches.emplace_back(begin, end);
    }
    plan.epoch = double(epoch) + double(last) / double(batchesPerEpoch());
    return plan;
}

} // namespace tiebreak
