// Makes a stored response again from its provenance, in the engine's repeatable mode, and says
// whether the same bytes came out, where they part, or why it cannot be tried. One at a time. The
// window's thread.
#pragma once

#include "protocol/engine_messages.h"
#include "store/records.h"

#include <QObject>

namespace tiebreak {

class EngineClient;
class ModelPool;

struct ReplayOutcome {
    enum class Kind { Same, Differs, Impossible };
    Kind kind = Kind::Impossible;
    QString words; ///< one or two sentences
};

/// What to say of a replay that came out: `again` against the sample.
ReplayOutcome replayOutcome(const SampleRecord& sample, const FinishedReply& again);
/// Why this response cannot be made again with that model, or empty.
QString replayObstacle(const SampleRecord& sample, const LoadedReply& model);
/// The id of a choice that may have made it: its version, else the one chosen now.
QString replayModel(const SampleRecord& sample, const ModelPool& pool);

class Replay : public QObject {
    Q_OBJECT

public:
    Replay(EngineClient& engine, ModelPool& pool, QObject* parent = nullptr);

    bool isActive() const { return m_active; }
    void start(const SampleRecord& sample);

Q_SIGNALS:
    void finished(const tiebreak::ReplayOutcome& outcome);

private:
    void send();
    void end(const ReplayOutcome& outcome);

    EngineClient& m_engine;
    ModelPool& m_pool;
    SampleRecord m_sample;
    QString m_model;
    qint64 m_request = 0;
    bool m_active = false;
};

} // namespace tiebreak
