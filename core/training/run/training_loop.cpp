#include "training/run/training_loop.h"

#include "base/clock.h"
#include "training/run/checkpoint.h"

#include <utility>

namespace tiebreak {

namespace {

using Json = nlohmann::ordered_json;

class TrainingLoop {
public:
    TrainingLoop(const RunConfig& config, RunSession& session, Trainer& trainer)
        : m_config(config), m_session(session), m_trainer(trainer), m_total(trainer.totalSteps()) {}

    Status run();

private:
    Status resume();
    Status steps();
    Status oneStep();
    Status appendLine(std::int64_t step, StepOutcome outcome);
    Status probeIfDue();
    Status appendProbe(const std::vector<ProbeAnswer>& answers);
    Status checkpointIfDue();
    Status checkpoint();
    bool probeIsDue() const { return m_config.probeEvery > 0 && m_done % m_config.probeEvery == 0; }

    const RunConfig& m_config;
    RunSession& m_session;
    Trainer& m_trainer;
    const std::int64_t m_total;
    std::int64_t m_done = 0;       ///< steps whose update was applied
    std::int64_t m_saved = 0;      ///< step of the last checkpoint
    std::optional<double> m_probe; ///< kl/probe after the last step, when it was measured
};

Status TrainingLoop::resume() {
    const auto checkpoint = newestCheckpoint(m_session.folder());
    if (!checkpoint)
        return {};
    TB_ASSIGN(const auto point, restoreCheckpoint(*checkpoint, m_trainer.optimizer(),
                                                  m_trainer.extraParameters(), m_config.dataSha256));
    TB_TRY(m_trainer.restore(point.trainer));
    m_done = m_saved = point.step;
    TB_TRY(m_session.setLatest(checkpoint->filename().string()));
    return m_session.appendMetrics({{"event", "resumed"}, {"step", m_done}});
}

Status TrainingLoop::appendProbe(const std::vector<ProbeAnswer>& answers) {
    double sum = 0;
    for (const auto& answer : answers) {
        sum += answer.kl;
        TB_TRY(m_session.appendProbe({{"step", m_done},
                                      {"prompt", answer.prompt},
                                      {"seed", answer.seed},
                                      {"prompt_text", answer.promptText},
                                      {"text", answer.text},
                                      {"ids", answer.ids},
                                      {"kl", answer.kl}}));
    }
    m_probe = sum / double(answers.size());
    return {};
}

Status TrainingLoop::probeIfDue() {
    m_probe.reset();
    if (!probeIsDue())
        return {};
    TB_ASSIGN(const auto answers, m_trainer.probe());
    return answers.empty() ? Status() : appendProbe(answers);
}

Status TrainingLoop::checkpoint() {
    if (m_done == 0 || m_done == m_saved)
        return {};
    const CheckpointContent content{m_done, m_trainer.checkpointKind(), &m_trainer.optimizer(),
                                    m_trainer.extraParameters(), m_trainer.state(), m_config.dataSha256,
                                    [&](const auto& folder) { return m_trainer.saveModel(folder); }};
    while (true) {
        const Status written = writeCheckpoint(m_session.folder(), content, m_config.keepLast);
        if (written)
            break;
        if (written.error().code != ErrorCode::DiskFull)
            return written;
        // The previous checkpoint is whole; the person makes room and resumes.
        TB_TRY(m_session.waitPaused(written.error().text()));
    }
    m_saved = m_done;
    return m_session.setLatest(checkpointName(m_done));
}

Status TrainingLoop::checkpointIfDue() {
    const bool due = m_done == m_total || (m_config.saveEvery > 0 && m_done % m_config.saveEvery == 0);
    const bool wanted = m_session.takeCheckpointWish();
    return due || wanted ? checkpoint() : Status();
}

Status TrainingLoop::appendLine(std::int64_t step, StepOutcome outcome) {
    Json line{{"step", step}};
    for (auto& [key, value] : outcome.line.items())
        line[key] = value;
    line["time"] = double(nowMilliseconds()) / 1000;
    if (m_probe)
        line["kl/probe"] = *m_probe;
    return m_session.appendMetrics(line);
}

// The probe after a step belongs to that step's line, so the line is written last.
Status TrainingLoop::oneStep() {
    TB_ASSIGN(auto outcome, m_trainer.step(m_done, [this] { return m_session.obey(); }));
    if (outcome.failure) {
        const Error failure = *outcome.failure;
        m_probe.reset();
        TB_TRY(appendLine(m_done + 1, std::move(outcome)));
        return failure;
    }
    ++m_done;
    const Status probed = probeIfDue();
    TB_TRY(appendLine(m_done, std::move(outcome)));
    m_session.setProgress(m_done, m_total);
    TB_TRY(probed);
    return checkpointIfDue();
}

Status TrainingLoop::steps() {
    while (m_done < m_total) {
        TB_TRY(m_session.obey());
        TB_TRY(oneStep());
    }
    return checkpoint();
}

Status TrainingLoop::run() {
    TB_TRY(resume());
    m_session.setProgress(m_done, m_total);
    if (m_done == 0) {
        TB_TRY(probeIfDue());
        if (m_probe)
            TB_TRY(m_session.appendMetrics({{"event", "probe"}, {"step", 0}, {"kl/probe", *m_probe}}));
    }
    const Status result = steps();
    const bool stopped = !result && (result.error().code == ErrorCode::Cancelled ||
                                     result.error().code == ErrorCode::Paused);
    if (stopped)
        TB_TRY(checkpoint());
    return result;
}

} // namespace

Status runTrainingLoop(const RunConfig& config, RunSession& session, Trainer& trainer) {
    return TrainingLoop(config, session, trainer).run();
}

} // namespace tiebreak
