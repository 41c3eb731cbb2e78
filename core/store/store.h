// One workspace.sqlite: prompts, samples, judgement events, model versions, run summaries. One
// Store is the only connection to its file and belongs to one thread (the window's store thread);
// values go in and out. Every write is one transaction, durable (WAL, synchronous=FULL) before the
// call returns.
#pragma once

#include "base/result.h"
#include "store/backups.h"
#include "store/records.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

namespace tiebreak {

class Store {
public:
    /// Opens or makes the workspace. Busy: another window has it. BadFile: damaged; it is kept
    /// aside, and the message names the newest good backup. A newer schema is opened for reading
    /// only.
    static Result<Store> open(const std::filesystem::path& workspaceFolder);
    /// Why nothing can be written (TooNew), or nothing. Such a file is never changed.
    const std::optional<Error>& readOnlyReason() const;
    Store(Store&&) noexcept;
    Store& operator=(Store&&) noexcept;
    ~Store();

    // Prompts and samples
    Result<PromptRecord> addPrompt(const PromptRecord& prompt);
    Status addSamples(const std::vector<SampleRecord>& samples);
    /// All or none; the samples' promptId is filled in.
    Status importPrompts(const std::vector<PromptWithSamples>& prompts);
    Status setKept(const std::string& sampleId, bool kept);
    Result<PromptRecord> prompt(const std::string& id);
    Result<SampleRecord> sample(const std::string& id);
    Result<std::vector<SampleRecord>> samplesOfPrompt(const std::string& promptId);
    Result<std::vector<PromptRecord>> recentPrompts(std::int64_t limit);
    /// All that belongs to the conversation, deleted things left out.
    Result<ConversationRecord> conversation(const std::string& threadId);
    /// Where all the words stand, newest first; the last one may be the beginning of a word.
    Result<std::vector<FoundRecord>> search(const std::string& words, std::int64_t limit);

    Status setPromptTags(const std::string& promptId, const std::vector<std::string>& tags);
    Result<std::vector<TagCount>> promptTags();

    // Judging. Where an annotator is named the answer is that one's alone; none: anybody's.
    /// A pair of samples of one prompt with different texts that wants a judgement; empty when
    /// there is none. Own queries come before imported ones. Samples that were stopped by hand or
    /// are empty never come. Which one stands left the caller draws.
    Result<std::optional<PairRecord>> nextPair(const QueueRequest& request = {});
    /// Open pairs of up to that many queries, begun as the request says.
    Result<PairChoices> pairChoices(const QueueRequest& request, std::int64_t queries);
    Result<std::vector<PlayerTally>> playerTally();
    /// The pair about which the others are furthest apart; empty when there is none.
    Result<std::optional<PairRecord>> mostDisagreedPair(const std::string& annotator);
    /// A judgement to be asked for once more, at least `distance` judgements old; `draw` in [0, 1)
    /// says where to look first.
    Result<std::optional<JudgementRecord>> repeatCandidate(const std::string& annotator,
                                                           std::int64_t distance, double draw);
    /// Newest first.
    Result<std::vector<RepeatRecord>> repeats(const std::optional<std::string>& annotator,
                                              std::int64_t limit);
    /// How many annotators judge each pair, 1 to 9; 1 at first.
    Result<int> overlap();
    Status setOverlap(int annotators);
    /// The pair of that id, judged or not (an undone one to show again).
    Result<PairRecord> pair(const std::string& pairId);
    /// The median is over the newest 200 judgements.
    Result<QueueCounts> queueCounts(const std::optional<std::string>& annotator = {});
    /// Appends; the returned record carries id, time, pair and prompt. Durable when it returns. A
    /// second judgement of a pair by one annotator takes the place of the first until it is undone.
    Result<JudgementRecord> addJudgement(const JudgementRecord& judgement);
    /// A better text for a response: a new sample with that parent, and the judgement that it is
    /// better, in one go. `judgement` says by whom and how much.
    Result<JudgementRecord> addEdit(const std::string& parentId, const std::string& text,
                                    const JudgementRecord& judgement);
    /// Appends an undo event for the newest judgement in force; empty when there is none. Works
    /// after a restart.
    Result<std::optional<JudgementRecord>>
    undoLastJudgement(const std::optional<std::string>& annotator = {});
    /// Takes the last undo back, if no judgement came after it.
    Result<std::optional<JudgementRecord>>
    redoJudgement(const std::optional<std::string>& annotator = {});
    Result<std::vector<JudgementRecord>> judgementsInForce();
    /// Newest first, repeats among them.
    Result<std::vector<JudgementRecord>>
    recentJudgements(std::int64_t limit, const std::optional<std::string>& annotator = {});
    /// Newest first.
    Result<std::vector<FoundJudgement>> findJudgements(const JudgementSearch& search);
    Result<std::vector<std::string>> annotators();
    /// Training rows: decisive judgements in force as dpo rows with messages; ties, both-bad and
    /// skips counted.
    Result<PreferenceExport> preferenceRows(const PreferenceFilter& filter);

    // Packs: pairs handed out, judged elsewhere and merged back by their ids, without conflict.
    /// A text only this workspace has, to make pseudonyms with.
    Result<std::string> packSalt();
    /// Queries with open pairs and their responses.
    Result<std::vector<PromptWithSamples>> openWork(std::int64_t queries);
    /// Keeps the ids; what is here already stays as it is. How many responses came in.
    Result<std::int64_t> addWork(const std::vector<PromptWithSamples>& work);
    Result<JudgementEvents> judgementEvents();
    /// Twice changes nothing. Each event is in force as it would be had it been made here now.
    Result<MergeReport> mergeEvents(const JudgementEvents& events);

    // Versions and runs
    Status upsertModelVersion(const ModelVersionRecord& version);
    Result<std::vector<ModelVersionRecord>> modelVersions();
    /// One transaction; twice changes nothing. Checkpoints of the run that are not listed lose
    /// `present`.
    Status reconcileRun(const RunRecord& run, const std::vector<ModelVersionRecord>& checkpoints);
    Result<std::vector<RunRecord>> runs();

    // Workspace
    Result<std::string> setting(const std::string& key); ///< empty when unset
    Status setSetting(const std::string& key, const std::string& value);
    Result<std::string> integrityCheck(); ///< "ok"

    // Bin: what was deleted is there for 30 days. Times are milliseconds since 1970 UTC.
    /// The query goes with its responses and their judgements.
    Status binPrompt(const std::string& promptId, std::int64_t now);
    Status binSample(const std::string& sampleId, std::int64_t now);
    /// Newest first.
    Result<std::vector<BinRecord>> bin();
    Status putBack(const std::string& id);
    /// Removes for good what has been in the bin for 30 days and returns how many things that were.
    /// Of what was judged an empty row stays, because a judgement is never removed.
    Result<std::int64_t> emptyBin(std::int64_t now);

    // Backups
    /// A checked copy, whole or not at all.
    Status backup(const std::filesystem::path& target);
    /// Whether something was written since the newest regular backup and that is 30 minutes old
    /// for each 64 MB of the workspace.
    Result<bool> isBackupDue(std::int64_t now);
    /// Begins a copy into the workspace's backups, in place of one under way.
    Status beginBackup(BackupKind kind, std::int64_t now);
    /// Copies a slice of about 2 MB; the copy when it is complete, to be given to finishBackup.
    Result<std::optional<PendingBackup>> continueBackup();
    /// All of it at once.
    Result<std::filesystem::path> backUp(BackupKind kind, std::int64_t now);
    /// Grows with every row written through this connection: compare to see whether anything
    /// changed.
    std::int64_t changeCount() const;

private:
    struct Connection;
    explicit Store(std::unique_ptr<Connection> connection);
    void noteOpening();
    Status roomForBackup();
    // Parts of one transaction.
    void recount(const std::string& promptId);
    void shelve(const std::string& promptId, bool away);
    PromptRecord insertPrompt(const PromptRecord& prompt);
    void insertSample(const SampleRecord& sample);
    int overlapNow();
    std::int64_t opinionsOf(const std::string& pairId);
    void insertTags(const std::string& promptId, const std::vector<std::string>& tags);
    bool isInBin(const JudgementRecord& judgement);
    bool isKnown(const char* sql, const std::string& id);
    bool mergeEvent(const EventRecord& event);
    void insertJudgeEvent(const JudgementRecord& judgement);
    Result<JudgementRecord> appendJudgement(const JudgementRecord& judgement);
    /// Runs `change` and brings the counts of the pair's queue along.
    template <class Change>
    void changeOpinions(const JudgementRecord& judgement, Change change);
    void putInForce(std::int64_t event, const JudgementRecord& judgement);
    void takeOutOfForce(std::int64_t event, const JudgementRecord& judgement);
    Result<JudgementRecord> judgementAt(std::int64_t event);
    std::optional<std::int64_t> redoTarget(const std::optional<std::string>& annotator);
    template <class Visit>
    void forEachWaitingPrompt(const QueueRequest& request, Visit visit);
    std::string knownVersionId(const ModelVersionRecord& version);
    std::string putVersion(const ModelVersionRecord& version);
    std::unique_ptr<Connection> m_connection;
};

} // namespace tiebreak
