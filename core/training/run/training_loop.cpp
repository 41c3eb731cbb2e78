#include "training/run/training_loop.h"

#include "base/atomic_file.h"
#include "base/clock.h"
#include "tensor/torch_error.h"
#include "training/run/best_checkpoint.h"
#include "training/run/checkpoint.h"
#include "training/selftest/run_self_test.h"

#include <algorithm>
#include <cmath>
#include <iostream>
#include <utility>

namespace tiebreak {

namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kSelfTestFile = "selftest.json";
constexpr int kMostFailures = 3; ///< steps in a row whose update was not applied

/// Means over the answers of what they have.
Metrics meansOf(const std::vector<ProbeAnswer>& answers) {
    Metrics means;
    for (const auto& [key, member] : {std::pair("kl/probe", &ProbeAnswer::kl),
                                      std::pair("reward/probe", &ProbeAnswer::reward)}) {
        double sum = 0, count = 0;
        for (const auto& answer : answers)
            if (const auto& value = answer.*member) {
                sum += *value;
                ++count;
            }
        if (count > 0)
            means.emplace_back(key, sum / count);
    }
    return means;
}

class TrainingLoop {
public:
    TrainingLoop(const RunConfig& config, RunSession& session, Trainer& trainer)
        : m_config(config)
        , m_session(session)
        , m_trainer(trainer)
        , m_total(trainer.totalSteps()) {}

    Status run();

private:
    Status resume();
    Status selfTest();
    Status steps();
    Status oneStep();
    Status skipStep(StepOutcome outcome);
    Status appendLine(std::int64_t step, StepOutcome outcome);
    Status probeIfDue();
    Status measureStart();
    Status appendStart(const char* event, const Metrics& metrics);
    Status evaluateIfDue();
    void compareWithBest();
    Status rememberBest();
    Status appendProbe(const std::vector<ProbeAnswer>& answers);
    Status checkpointIfDue();
    Status checkpoint();
    Status keepWhatIsGood(const Error& cause);
    bool saveIsDue() const {
        return m_done == m_total || (m_config.saveEvery > 0 && m_done % m_config.saveEvery == 0);
    }
    bool evaluationIsDue() const {
        return m_done == 0 || m_done == m_total ||
               (m_config.evalEvery > 0 ? m_done % m_config.evalEvery == 0 : saveIsDue());
    }
    bool probeIsDue() const { return m_config.probeEvery > 0 && m_done % m_config.probeEvery == 0; }

    const RunConfig& m_config;
    RunSession& m_session;
    Trainer& m_trainer;
    const std::int64_t m_total;
    std::int64_t m_done = 0;  ///< steps made, with those that were skipped
    std::int64_t m_good = 0;  ///< the last step whose update was applied
    std::int64_t m_saved = 0; ///< step of the last checkpoint
    Metrics m_probe;          ///< kl/probe, reward/probe after the last step, when it was measured
    Metrics m_evaluation;     ///< of the held-out rows after the last step, likewise
    std::vector<BestCheckpoint> m_best;      ///< that have a checkpoint, best first
    std::optional<BestCheckpoint> m_newBest; ///< the last step is one too and has none yet
};

Status TrainingLoop::resume() {
    TB_ASSIGN(const auto checkpoint, newestWholeCheckpoint(m_session.folder()));
    if (!checkpoint)
        return {};
    TB_ASSIGN(const auto point,
              restoreCheckpoint(*checkpoint, m_trainer.optimizer(), m_trainer.extraParameters(),
                                m_config.dataSha256));
    TB_TRY(m_trainer.restore(point.trainer));
    TB_TRY(m_trainer.restoreTensors(point.stateTensors));
    TB_ASSIGN(m_best, readBestCheckpoints(m_session.folder()));
    m_done = m_good = m_saved = point.step;
    TB_TRY(m_session.setLatest(checkpoint->filename().string()));
    return m_session.appendMetrics({{"event", "resumed"}, {"step", m_done}});
}

// Written to the run folder, so that a number can be trusted later, and told to the log.
Status TrainingLoop::selfTest() {
    const auto report = selfTestRun(m_trainer.selfTestSubject(), m_done == 0);
    for (const auto& check : report.checks)
        std::cerr << "self-test " << toText(check) << '\n';
    if (!report.checks.empty()) {
        auto json = toJson(report);
        json["step"] = m_done;
        TB_TRY(writeFileAtomically(m_session.folder().path / kSelfTestFile, json.dump(1) + "\n"));
    }
    return report.status();
}

Status TrainingLoop::appendProbe(const std::vector<ProbeAnswer>& answers) {
    for (const auto& answer : answers) {
        Json line{{"step", m_done},      {"prompt", answer.prompt},
                  {"seed", answer.seed}, {"prompt_text", answer.promptText},
                  {"text", answer.text}, {"ids", answer.ids}};
        if (answer.kl)
            line["kl"] = *answer.kl;
        if (answer.reward)
            line["reward"] = *answer.reward;
        TB_TRY(m_session.appendProbe(line));
    }
    m_probe = meansOf(answers);
    return {};
}

Status TrainingLoop::probeIfDue() {
    m_probe.clear();
    if (!probeIsDue())
        return {};
    TB_ASSIGN(const auto answers, m_trainer.probe());
    return answers.empty() ? Status() : appendProbe(answers);
}

Status TrainingLoop::checkpoint() {
    if (m_done == 0 || m_done == m_saved)
        return {};
    const CheckpointContent content{
        m_done,
        m_trainer.checkpointKind(),
        &m_trainer.optimizer(),
        m_trainer.extraParameters(),
        m_trainer.stateTensors(),
        m_trainer.state(),
        m_config.dataSha256,
        [&](const auto& folder) { return m_trainer.saveModel(folder); }};
    TB_TRY(m_session.syncMetrics()); // a checkpoint never knows more steps than the curves
    while (true) {
        const Status written =
            writeCheckpoint(m_session.folder(), content, {m_config.keepLast, namesOf(m_best)});
        if (written)
            break;
        if (written.error().code != ErrorCode::DiskFull)
            return written;
        // The previous checkpoint is whole; the person makes room and resumes.
        TB_TRY(m_session.waitPaused(written.error().text()));
    }
    m_saved = m_done;
    TB_TRY(rememberBest());
    return m_session.setLatest(checkpointName(m_done));
}

// Those that were best until now stay until the new one is written: a power cut between the two
// must find them. What is displaced goes with the next checkpoint.
Status TrainingLoop::rememberBest() {
    if (!m_newBest)
        return {};
    insertBest(m_best, *m_newBest, m_config.keepBest);
    m_newBest.reset();
    return writeBestCheckpoints(m_session.folder(), m_best);
}

Status TrainingLoop::checkpointIfDue() {
    const bool due = saveIsDue();
    const bool wanted = m_session.takeCheckpointWish();
    return due || wanted || m_newBest.has_value() ? checkpoint() : Status();
}

Status TrainingLoop::appendLine(std::int64_t step, StepOutcome outcome) {
    Json line{{"step", step}};
    for (auto& [key, value] : outcome.line.items())
        line[key] = value;
    line["time"] = double(nowMilliseconds()) / 1000;
    for (const Metrics* more : {&m_probe, &m_evaluation})
        for (const auto& [key, value] : *more)
            line[key] = value;
    return m_session.appendMetrics(line);
}

Status TrainingLoop::appendStart(const char* event, const Metrics& metrics) {
    if (metrics.empty())
        return {};
    Json line{{"event", event}, {"step", 0}};
    for (const auto& [key, value] : metrics)
        line[key] = value;
    return m_session.appendMetrics(line);
}

Status TrainingLoop::evaluateIfDue() {
    m_evaluation.clear();
    if (!evaluationIsDue())
        return {};
    TB_ASSIGN(m_evaluation, m_trainer.evaluate(m_done));
    if (m_done > 0)
        compareWithBest();
    return {};
}

void TrainingLoop::compareWithBest() {
    const auto loss = std::ranges::find(m_evaluation, "eval_loss", &Metrics::value_type::first);
    if (loss == m_evaluation.end() || !std::isfinite(loss->second))
        return;
    if (isAmongBest(m_best, loss->second, m_config.keepBest))
        m_newBest = BestCheckpoint{checkpointName(m_done), m_done, loss->second};
}

/// The start model's own numbers, with which every curve begins.
Status TrainingLoop::measureStart() {
    TB_TRY(probeIfDue());
    TB_TRY(appendStart("probe", m_probe));
    TB_TRY(evaluateIfDue());
    return appendStart("eval", m_evaluation);
}

// A step that is not a number is not applied and not repeated: the weights are as they were, and
// the next rows may be good. When they are not, somebody has to look.
Status TrainingLoop::skipStep(StepOutcome outcome) {
    const Error failure = *outcome.failure;
    ++m_done;
    m_probe.clear();
    m_evaluation.clear();
    m_newBest.reset();
    TB_TRY(appendLine(m_done, std::move(outcome)));
    TB_TRY(m_session.appendMetrics(
        {{"event", "skipped"}, {"step", m_done}, {"cause", failure.text()}}));
    std::cerr << "step " << m_done << " skipped: " << failure.text() << '\n';
    if (m_done - m_good < kMostFailures)
        return {};
    return Error{failure.code,
                 std::to_string(kMostFailures) +
                     " steps in a row were not applied; the last one: " + failure.message,
                 failure.path,
                 {}};
}

// The probe after a step belongs to that step's line, so the line is written last.
Status TrainingLoop::oneStep() {
    TB_ASSIGN(auto outcome, m_trainer.step(m_done, [this] { return m_session.obey(); }));
    const auto stop = outcome.stop;
    if (outcome.failure) {
        TB_TRY(skipStep(std::move(outcome)));
    } else {
        m_good = ++m_done;
        Status measured = probeIfDue();
        if (measured)
            measured = evaluateIfDue();
        TB_TRY(appendLine(m_done, std::move(outcome)));
        TB_TRY(measured);
    }
    m_session.setProgress(m_done, m_total);
    if (stop)
        return *stop;
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
    TB_TRY(selfTest());
    m_session.setProgress(m_done, m_total);
    if (m_done == 0)
        TB_TRY(measureStart());
    const Status result = steps();
    return result ? result : keepWhatIsGood(result.error());
}

// What was learned is kept whatever ended the run, as long as the weights can be read.
Status TrainingLoop::keepWhatIsGood(const Error& cause) {
    const bool asked = cause.code == ErrorCode::Cancelled || cause.code == ErrorCode::Paused;
    const bool readable =
        asked || cause.code == ErrorCode::NonFinite || cause.code == ErrorCode::OutOfMemory;
    if (!readable || !m_trainer.betweenSteps())
        return cause;
    if (cause.code == ErrorCode::NonFinite)
        m_done = m_good; // the skipped steps come again when the run is resumed
    const Status kept = guardTorch("writing the last checkpoint", [this] { return checkpoint(); });
    if (!kept && asked)
        return kept;
    if (!kept)
        std::cerr << "no checkpoint of step " << m_done << ": " << kept.error().text() << '\n';
    return cause;
}

} // namespace

Status runTrainingLoop(const RunConfig& config, RunSession& session, Trainer& trainer) {
    return TrainingLoop(config, session, trainer).run();
}

} // namespace tiebreak
