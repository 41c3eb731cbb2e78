#include "training/run/row_trainer.h"

#include "tensor/torch_error.h"
#include "training/optim/update_weights.h"

#include <c10/core/GradMode.h>

namespace tiebreak {

namespace {

BatchPlanOptions planFrom(const RunConfig& config, std::size_t rows) {
    return {static_cast<std::int64_t>(rows),
            config.batchSize,
            config.gradientAccumulation,
            config.epochs,
            config.maxSteps,
            config.order == "shuffle",
            config.seed};
}

} // namespace

/// The step's loss, and the mean of each metric over the micro-batches that have it.
class RowTrainer::StepMetrics {
public:
    void add(const MicroBatchResult& result) {
        m_loss += result.loss;
        for (const auto& [key, value] : result.metrics) {
            auto found = std::find_if(m_means.begin(), m_means.end(),
                                      [&](const Mean& mean) { return mean.key == key; });
            if (found == m_means.end())
                found = m_means.insert(m_means.end(), Mean{key, 0, 0});
            found->sum += value;
            ++found->count;
        }
    }
    double loss() const { return m_loss; }
    void writeTo(nlohmann::ordered_json& line) const {
        for (const auto& mean : m_means)
            line[mean.key] = mean.sum / mean.count;
    }

private:
    struct Mean {
        std::string key;
        double sum, count;
    };
    double m_loss = 0;
    std::vector<Mean> m_means;
};

RowTrainer::RowTrainer(const RunConfig& config, PolicyModel policy, TextTools text, RowUnits units,
                       NamedTensors parameters)
    : m_config(config)
    , m_policy(std::move(policy))
    , m_text(std::move(text))
    , m_units(units)
    , m_plan(planFrom(config, units.learned))
    , m_schedule(*parseSchedule(config.schedule)) // run.json was checked when it was read
    , m_optimizer(std::move(parameters),
                  {config.adamBeta1, config.adamBeta2, config.adamEpsilon, config.weightDecay}) {}

double RowTrainer::learningRate(std::int64_t step) const {
    return m_config.learningRate *
           scheduleFactor(m_schedule, step, m_config.warmupSteps, totalSteps());
}

Status RowTrainer::accumulate(const StepPlan& plan, const BetweenMicroBatches& between,
                              StepMetrics& metrics) {
    const double share = 1.0 / static_cast<double>(plan.microBatches.size());
    for (const auto& rows : plan.microBatches) {
        TB_TRY(between());
        TB_ASSIGN(const auto result,
                  guardTorch("training on a micro-batch", [&] { return microBatch(rows, share); }));
        metrics.add(result);
        m_tokens += result.tokens;
    }
    return {};
}

std::string RowTrainer::nameOf(const RowIndices& rows) const {
    std::string numbers;
    for (const auto row : rows)
        numbers += (numbers.empty() ? "" : ", ") + std::to_string(row + 1);
    return "rows " + numbers + " of those trained on";
}

Error RowTrainer::inRows(const StepPlan& plan, Error failure) const {
    RowIndices all;
    for (const auto& rows : plan.microBatches)
        all.insert(all.end(), rows.begin(), rows.end());
    failure.message = nameOf(all) + ": " + failure.message;
    failure.path = m_config.data;
    return failure;
}

Result<StepOutcome> RowTrainer::step(std::int64_t step, const BetweenMicroBatches& between) {
    const StepPlan plan = m_plan.step(step);
    const double tokensBefore = m_tokens;
    beginStep(step, plan);
    StepMetrics metrics;
    if (const auto done = accumulate(plan, between, metrics); !done) {
        m_tokens = tokensBefore; // a step that did not happen leaves nothing behind
        m_optimizer.zeroGradients();
        abandonStep();
        return done.error();
    }
    const double rate = learningRate(step);
    TB_ASSIGN(auto update, guardTorch("updating the weights", [&] {
                  return updateWeights(m_optimizer, metrics.loss(), {rate, m_config.maxGradNorm});
              }));
    nlohmann::ordered_json line{{"epoch", plan.epoch},
                                {"loss", metrics.loss()},
                                {"grad_norm", update.gradNorm},
                                {"learning_rate", rate},
                                {"num_tokens", m_tokens}};
    metrics.writeTo(line);
    StepOutcome outcome{std::move(line), {}, {}};
    if (update.failure) {
        m_tokens = tokensBefore;
        abandonStep();
        outcome.failure = inRows(plan, *update.failure);
    }
    return outcome;
}

StepPlan RowTrainer::evaluationPlan() const {
    StepPlan plan;
    const auto batch = static_cast<std::size_t>(m_config.batchSize);
    for (std::size_t i = 0; i < m_units.evaluated; ++i) {
        if (i % batch == 0)
            plan.microBatches.emplace_back();
        plan.microBatches.back().push_back(m_units.learned + i);
    }
    return plan;
}

// The same micro-batches as training, so that the numbers mean the same; nothing is differentiated.
Result<Metrics> RowTrainer::evaluate(std::int64_t step) {
    if (m_units.evaluated == 0)
        return Metrics();
    const c10::NoGradGuard guard;
    const StepPlan plan = evaluationPlan();
    const double tokensBefore = m_tokens;
    const bool dropout = decoder().training();
    m_policy.decoder->setTraining(false);
    beginStep(step, plan);
    StepMetrics metrics;
    const Status done = accumulate(
        plan, [] { return Status(); }, metrics);
    abandonStep();
    m_policy.decoder->setTraining(dropout);
    m_tokens = tokensBefore;
    if (!done)
        return done.error();
    nlohmann::ordered_json line{{"loss", metrics.loss()}};
    metrics.writeTo(line);
    Metrics all;
    for (const auto& [key, value] : line.items())
        all.emplace_back("eval_" + key, value.get<double>());
    return all;
}

Status RowTrainer::restore(const nlohmann::json& state) {
    m_tokens = state.value("num_tokens", 0.0);
    return {};
}

Status RowTrainer::saveModel(const std::filesystem::path& folder) const {
    return m_policy.save(m_config, folder);
}

std::vector<RowIndices> groupRows(const RowIndices& rows, std::int64_t tokensAtOnce,
                                  const std::function<std::int64_t(std::uint64_t)>& tokens) {
    std::vector<RowIndices> groups;
    std::int64_t sum = tokensAtOnce;
    for (const std::uint64_t row : rows) {
        if (groups.empty() || sum + tokens(row) > tokensAtOnce) {
            groups.emplace_back();
            sum = 0;
        }
        groups.back().push_back(row);
        sum += tokens(row);
    }
    return groups;
}

} // namespace tiebreak
