#include "base/clock.h"
#include "base/ids.h"
#include "store/rows.h"
#include "store_sql.h"

namespace tiebreak {

namespace {

std::int64_t orNow(std::int64_t time) {
    return time != 0 ? time : nowMilliseconds();
}

} // namespace

/// A checkpoint is known by its run and hash, a base model by its path, whatever id the caller
/// brings.
std::string Store::knownVersionId(const ModelVersionRecord& version) {
    const bool isCheckpoint = version.kind == "checkpoint";
    Query known = m_connection->query(isCheckpoint ? sql::checkpointId : sql::baseId);
    if (isCheckpoint)
        known.with(version.runId, version.hash);
    else
        known.with(version.path);
    if (known.next())
        return known.text(0);
    return version.id.empty() ? newId() : version.id;
}

std::string Store::putVersion(const ModelVersionRecord& version) {
    const std::string id = knownVersionId(version);
    m_connection->query(sql::upsertVersion)
        .with(id, version.name, version.kind, version.path, version.basePath, version.hash,
              version.parentId, version.runId, version.step, jsonText(version.facts),
              version.present, orNow(version.createdAt))
        .run();
    return id;
}

Status Store::upsertModelVersion(const ModelVersionRecord& version) {
    return m_connection->transact("saving the model version", [&]() -> Status {
        putVersion(version);
        return {};
    });
}

Result<std::vector<ModelVersionRecord>> Store::modelVersions() {
    return m_connection->read("reading the model versions",
                              [&]() -> Result<std::vector<ModelVersionRecord>> {
                                  Query query = m_connection->query(sql::modelVersions);
                                  return allRows(query, &versionFrom);
                              });
}

Status Store::reconcileRun(const RunRecord& run,
                           const std::vector<ModelVersionRecord>& checkpoints) {
    return m_connection->transact("taking over the run", [&]() -> Status {
        m_connection->query(sql::upsertRun)
            .with(run.id, run.name, run.method, run.model, run.state, run.cause, run.step,
                  run.totalSteps, jsonText(run.summary), orNow(run.createdAt))
            .run();
        m_connection->query(sql::forgetCheckpointFolders).with(run.id).run();
        for (ModelVersionRecord checkpoint : checkpoints) {
            checkpoint.kind = "checkpoint";
            checkpoint.runId = run.id;
            checkpoint.present = true;
            putVersion(checkpoint);
        }
        return {};
    });
}

Result<std::vector<RunRecord>> Store::runs() {
    return m_connection->read("reading the runs", [&]() -> Result<std::vector<RunRecord>> {
        Query query = m_connection->query(sql::runs);
        return allRows(query, &runFrom);
    });
}

} // namespace tiebreak
