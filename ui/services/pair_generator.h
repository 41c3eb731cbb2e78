// Makes pairs while a person judges: when few are waiting, the query with the fewest responses is
// sampled twice with the loaded model, and both go into the workspace. One round at a time; the
// person's own sampling waits for no more than that. The window's thread; engine, models and store
// must outlive it.
#pragma once

#include "protocol/engine_messages.h"
#include "store/records.h"

#include <QObject>

#include <optional>
#include <vector>

namespace tiebreak {

class EngineClient;
class ModelSession;
class StoreService;

class PairGenerator : public QObject {
    Q_OBJECT

public:
    PairGenerator(EngineClient& engine, ModelSession& models, StoreService& store,
                  QObject* parent = nullptr);

    /// How the responses of a round are sampled, at least two; each with a seed of its own.
    void setPresets(std::vector<SamplingParameters> presets) { m_presets = std::move(presets); }
    void setEnabled(bool enabled);
    /// Begins a round where fewer than kPairsAhead pairs wait, the model is there and none is on
    /// its way.
    void keepAhead(std::int64_t waiting);
    bool isRunning() const { return m_stage != Stage::Idle; }

    static constexpr std::int64_t kPairsAhead = 5;

Q_SIGNALS:
    void started();
    /// The responses are in the workspace.
    void finished();
    /// In words. Nothing more is made until setEnabled(true).
    void failed(const QString& message);

private:
    enum class Stage { Idle, Choosing, Sampling, Saving };

    void connectEngine();
    void sample(const PromptRecord& prompt);
    void takeRow(const FinishedReply& row);
    void save();
    void fail(const QString& message);

    EngineClient& m_engine;
    ModelSession& m_models;
    StoreService& m_store;
    std::vector<SamplingParameters> m_presets;
    bool m_enabled = false;
    std::int64_t m_waiting = kPairsAhead; ///< as told last
    Stage m_stage = Stage::Idle;
    qint64 m_request = 0;
    PromptRecord m_prompt;
    LoadedReply m_model; ///< as it was when the round began
    std::string m_modelName;
    std::string m_versionId;
    StartedReply m_read;
    GenerateRequest m_asked;
    std::vector<SampleRecord> m_made;
};

} // namespace tiebreak
