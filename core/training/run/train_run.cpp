#include "training/run/train_run.h"

#include "tensor/torch_error.h"
#include "training/run/run_creation.h"
#include "training/run/run_environment.h"
#include "training/run/run_methods.h"
#include "training/run/run_session.h"
#include "training/run/training_loop.h"

#include <iostream>

namespace tiebreak {

namespace {

using TrainerResult = Result<std::unique_ptr<Trainer>>;

TrainerResult makeTrainer(const RunConfig& config, RunSession& session) {
    TB_ASSIGN(auto text, loadTextTools(config));
    Status stop;
    auto policy = loadPolicy(config, [&] { return stop = session.obey(), !stop.ok(); });
    if (!stop)
        return stop.error();
    if (!policy)
        return policy.error();
    return makeMethod(config, std::move(*policy), std::move(text));
}

/// Written at the first start; later starts say what is no longer the same.
Status settleEnvironment(RunSession& session, const std::optional<RunEnvironment>& before,
                         const RunEnvironment& now) {
    if (!before)
        return writeEnvironment(session.folder(), now);
    const auto changed = differences(*before, now);
    if (changed.empty())
        return {};
    for (const auto& difference : changed)
        std::cerr << "not as at the first start, the last bits may differ: " << difference << '\n';
    return session.appendMetrics({{"event", "environment"}, {"differs", changed}});
}

Status trainInSession(RunSession& session) {
    TB_ASSIGN(auto config, readCheckedConfig(session.folder()));
    TB_ASSIGN(const auto before, readEnvironment(session.folder()));
    TB_ASSIGN(const auto now, chooseEnvironment(config, before));
    TB_TRY(settleEnvironment(session, before, now));
    makeRepeatable(config.seed);
    TB_ASSIGN(const auto trainer, makeTrainer(config, session));
    return runTrainingLoop(config, session, *trainer);
}

bool isFinished(const RunFolder& folder) {
    const auto state = readRunState(folder);
    return state && state->state == "finished";
}

} // namespace

Status trainRun(const RunFolder& folder) {
    if (isFinished(folder))
        return {};
    TB_ASSIGN(const auto session, RunSession::open(folder));
    const Status result = guardTorch("training", [&] { return trainInSession(*session); });
    session->close(result);
    return result;
}

} // namespace tiebreak
