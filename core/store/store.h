// One workspace.sqlite: prompts, samples, judgement events, model versions, run summaries. One Store is the
// only connection to its file and belongs to one thread (the window's store thread); values go in and out.
// Every write is one transaction, durable (WAL, synchronous=FULL) before the call returns.
#pragma once

#include "base/result.h"
#include "store/records.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

namespace tiebreak {

class Store {
public:
    /// Opens or makes the workspace. Busy: another window has it. TooNew: newer schema, untouched.
    /// BadFile: damaged; the message names the newest backup.
    static Result<Store> open(const std::filesystem::path& workspaceFolder);
    Store(Store&&) noexcept;
    Store& operator=(Store&&) noexcept;
    ~Store();

    // Prompts and samples
    Result<PromptRecord> addPrompt(const PromptRecord& prompt);
    Status addSamples(const std::vector<SampleRecord>& samples);
    Result<SampleRecord> sample(const std::string& id);
    Result<std::vector<SampleRecord>> samplesOfPrompt(const std::string& promptId);
    Result<std::vector<PromptRecord>> recentPrompts(std::int64_t limit);

    // Judging
    /// A pair of different, undiscarded samples of one prompt that has no judgement in force; the side is drawn by
    /// `leftIsFirst` of the caller. Empty when there is none.
    Result<std::optional<PairRecord>> nextPair();
    Result<QueueCounts> queueCounts();
    /// Appends; the returned record carries id and time. Durable when it returns.
    Result<JudgementRecord> addJudgement(const JudgementRecord& judgement);
    /// Appends an undo event for the newest judgement in force; empty when there is none. Works after a restart.
    Result<std::optional<JudgementRecord>> undoLastJudgement();
    /// Takes the last undo back, if no judgement came after it.
    Result<std::optional<JudgementRecord>> redoJudgement();
    Result<std::vector<JudgementRecord>> judgementsInForce();
    /// Training rows: decisive judgements in force as dpo rows with messages; ties, both-bad and skips counted.
    Result<PreferenceExport> preferenceRows(const PreferenceFilter& filter);

    // Versions and runs
    Status upsertModelVersion(const ModelVersionRecord& version);
    Result<std::vector<ModelVersionRecord>> modelVersions();
    /// One transaction; twice changes nothing.
    Status reconcileRun(const RunRecord& run, const std::vector<ModelVersionRecord>& checkpoints);
    Result<std::vector<RunRecord>> runs();

    // Workspace
    Result<std::string> setting(const std::string& key); ///< empty when unset
    Status setSetting(const std::string& key, const std::string& value);
    Status backup(const std::filesystem::path& target);
    Result<std::string> integrityCheck(); ///< "ok"

private:
    struct Connection;
    explicit Store(std::unique_ptr<Connection> connection);
    std::unique_ptr<Connection> m_connection;
};

} // namespace tiebreak
