#include "ui/services/run_reconciler.h"

#include "ui/services/run_service.h"
#include "ui/services/store_service.h"

#include "protocol/run_folder.h"

namespace tiebreak {

namespace {

std::string noteText(const RunConfig& config, const char* key) {
    const auto found = config.notes.find(key);
    return found != config.notes.end() && found->is_string() ? found->get<std::string>()
                                                             : std::string();
}

RunRecord recordOf(const RunSnapshot& run) {
    RunRecord record;
    record.id = run.id.toStdString();
    record.name = record.id;
    record.method = run.config.method;
    record.model = run.config.model;
    record.state = run.effectiveState.toStdString();
    record.cause = run.state.cause;
    record.step = run.state.step;
    record.totalSteps = run.state.totalSteps;
    record.createdAt = run.startedAt;
    return record;
}

std::vector<ModelVersionRecord> versionsOf(const RunSnapshot& run) {
    std::vector<ModelVersionRecord> versions;
    for (const auto& checkpoint : run.checkpoints) {
        ModelVersionRecord version;
        version.id = checkpoint.hash;
        version.name = run.id.toStdString() + " step " + std::to_string(checkpoint.step);
        version.kind = "checkpoint";
        version.path =
            (RunFolder{run.path.toStdString()}.checkpoints() / checkpointName(checkpoint.step))
                .string();
        if (checkpoint.kind == "adapter")
            version.basePath = run.config.model;
        version.hash = checkpoint.hash;
        version.parentId = noteText(run.config, "parent");
        version.runId = run.id.toStdString();
        version.step = checkpoint.step;
        std::uintmax_t bytes = 0;
        for (const auto& file : checkpoint.files)
            bytes += file.bytes;
        version.facts = {
            {"bytes", bytes}, {"weights", checkpoint.kind}, {"method", run.config.method}};
        if (run.config.lora)
            version.facts["rank"] = run.config.lora->rank;
        version.createdAt = run.startedAt;
        versions.push_back(std::move(version));
    }
    return versions;
}

QString digestOf(const RunSnapshot& run) {
    QString digest = run.effectiveState + QLatin1Char('/') + QString::number(run.state.step);
    for (const auto& checkpoint : run.checkpoints)
        digest += QLatin1Char('/') + QString::fromStdString(checkpoint.hash);
    return digest;
}

} // namespace

RunReconciler::RunReconciler(RunService& runs, StoreService& store, QObject* parent)
    : QObject(parent)
    , m_store(store) {
    connect(&runs, &RunService::runsChanged, this, &RunReconciler::reconcile);
    reconcile(runs.runs());
}

void RunReconciler::reconcile(const QVector<RunSnapshot>& runs) {
    for (const auto& run : runs) {
        const QString digest = digestOf(run);
        if (!run.problem.isEmpty() || m_written.value(run.id) == digest)
            continue;
        m_written.insert(run.id, digest);
        m_store
            .submit([record = recordOf(run), versions = versionsOf(run)](Store& store) {
                return store.reconcileRun(record, versions);
            })
            .then(this, [this, id = run.id](Status written) {
                if (written) {
                    Q_EMIT reconciled();
                    return;
                }
                m_written.remove(id); // the next change tries again
                Q_EMIT failed(written.error());
            });
    }
}

} // namespace tiebreak
