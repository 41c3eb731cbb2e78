// A loaded model and the batches that run on it: one for speed, one for repeatable responses, each
// made when it is first needed. The decoding thread owns it.
#pragma once

#include "engine_model.h"
#include "sampling/batch_generator.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace tiebreak {

class ServedModel {
public:
    ServedModel(EngineModel engine, LoadedReply description)
        : m_engine(std::move(engine))
        , m_description(std::move(description)) {}

    const LoadedReply& description() const { return m_description; }
    const TextSide& text() const { return m_engine.text; }

    Status generate(std::int64_t id, std::vector<TokenId> prompt, const GenerateRequest& request);
    Status inspect(std::int64_t id, std::vector<TokenId> prompt, const InspectRequest& request);
    /// True where it ended work that has no rows to report, so that its end is still to be told.
    bool cancel(std::int64_t id);
    bool idle() const;
    /// Requests that run here.
    const std::vector<std::int64_t>& running() const { return m_running; }
    /// The same, and drops what runs.
    std::vector<std::int64_t> takeRunning();

    struct Step {
        const char* mode; ///< "fast" or "repeatable"
        Result<StepEvents> events;
    };
    /// One step of each batch that has work.
    std::vector<Step> step();

    struct Look {
        std::int64_t id = 0;
        Result<InspectedReply> reply;
        bool last = false;
    };
    /// A piece of each inspection.
    std::vector<Look> look();

private:
    struct Inspection {
        std::int64_t id;
        std::unique_ptr<InspectionJob> job;
    };
    struct Batch {
        const char* mode;
        std::optional<BatchGenerator> generator;
    };
    BatchGenerator& batch(bool repeatable);
    void forgetDone(const Result<StepEvents>& events);

    EngineModel m_engine;
    LoadedReply m_description;
    Batch m_batches[2] = {{"fast", {}}, {"repeatable", {}}};
    std::vector<Inspection> m_inspections; ///< they use the batches' kept texts
    std::vector<std::int64_t> m_running;
};

/// What a load request names, as a key: the files as they are now, and how they are computed.
std::string modelKey(const LoadRequest& request);
/// Loads and describes; `progress` and `cancelled` as in EngineModelOptions.
Result<std::unique_ptr<ServedModel>>
loadServedModel(const LoadRequest& request, std::function<void(const char*, double)> progress,
                std::function<bool()> cancelled);

} // namespace tiebreak
