// The rows of a workspace as plain values. Ids are newId() text; times are milliseconds since 1970
// UTC. Any thread.
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

namespace tiebreak {

struct PromptRecord {
    std::string id;
    std::string text;                                  ///< the query as typed
    nlohmann::json messages = nlohmann::json::array(); ///< the conversation it stands for
    std::string source = "typed";                      ///< typed | example | imported
    std::int64_t createdAt = 0;
    std::vector<std::string> tags;
    std::string threadId{};     ///< of the conversation; empty: a conversation of its own
    std::string parentSample{}; ///< the response that this follows; empty: it begins
};

/// One response with everything needed to make it again.
struct SampleRecord {
    std::string id;
    std::string promptId;
    std::string text;
    std::string modelName;
    std::string modelHash; ///< SHA-256 of the weights; empty for imported text
    std::string versionId; ///< model version, may be empty
    std::string renderedPrompt;
    std::vector<std::int32_t> promptIds;
    std::vector<std::int32_t> ids;
    std::vector<double> logprobs;                         ///< nats
    nlohmann::json parameters = nlohmann::json::object(); ///< sampling parameters, all of them
    std::uint64_t seed = 0;
    std::string stop; ///< eos | length | stop_string | cancelled | imported | edited
    std::int64_t milliseconds = 0;
    std::string mode; ///< fast | repeatable
    std::string device;
    std::string dtype;
    std::string engineBuild;
    std::string source = "sampled"; ///< sampled | imported | edited
    bool kept = false;
    std::int64_t createdAt = 0;
    std::string parentId; ///< the response it was made from: edited, continued, branched off
    std::string prefix;   ///< beginning of `text` that was given and not sampled; ids leave it out
};

/// A conversation as a tree: queries in the order they were asked, each with its responses. Queries
/// of one parentSample are siblings, and so are the responses of one query.
struct ConversationRecord {
    std::vector<PromptRecord> prompts;
    std::vector<SampleRecord> samples;
};

/// A query or response in which what was searched for stands.
struct FoundRecord {
    std::string promptId;
    std::string sampleId; ///< empty: the query itself
    std::string snippet; ///< around the first word found; the words stand between U+0002 and U+0003
    std::int64_t createdAt = 0;
};

/// What an import brings: a prompt and its responses.
struct PromptWithSamples {
    PromptRecord prompt;
    std::vector<SampleRecord> samples;
};

/// Two samples of one prompt, waiting for a judgement.
struct PairRecord {
    std::string id; ///< stable for the unordered pair
    PromptRecord prompt;
    SampleRecord first;
    SampleRecord second;
};

/// What was said of a pair: -3 A far better … 0 tie … +3 B far better, or one of the other
/// verdicts.
enum class Verdict { Strength, BothBad, Skip };

/// What one answer is worth on its own, beside which of the two is better.
enum class Rating { None, Good, Acceptable, Bad };

/// The unordered pair of two samples: the smaller id first.
std::string pairIdOf(const std::string& a, const std::string& b);

struct JudgementRecord {
    std::string id;
    std::string pairId;
    std::string promptId;
    std::string sampleA; ///< shown left
    std::string sampleB; ///< shown right
    Verdict verdict = Verdict::Strength;
    int strength = 0; ///< -3…3, only for Verdict::Strength; negative: A better
    std::string reason;
    std::string comment;
    bool flagged = false;
    std::string annotator;
    std::int64_t milliseconds = 0; ///< time taken
    std::int64_t createdAt = 0;
    Rating ratingA = Rating::None;
    Rating ratingB = Rating::None;
    std::vector<std::string> tags;
    /// Dimension ("helpful") -> -3…3, read like strength.
    nlohmann::json dimensions = nlohmann::json::object();
    /// The judgement that this one repeats with its sides swapped; it is in force for nothing.
    std::string repeatOf;
};

/// Whose queue, and which pairs of it.
struct QueueRequest {
    /// Pairs this one has judged do not come; none: those that anybody has judged do not.
    std::optional<std::string> annotator;
    std::string tag; ///< only queries with it; empty: all
    /// Begins at a query drawn by this number in [0, 1) instead of at the one judged least.
    std::optional<double> start;
};

/// A pair that wants an opinion, without its texts.
struct OpenPair {
    std::string promptId;
    std::string first;
    std::string second;
    std::string firstPlayer; ///< model version, or the model's name
    std::string secondPlayer;
};

/// What was said of two samples: -3 the first far better … +3 the second; the mean of all
/// annotators.
struct PairOpinion {
    std::string first;
    std::string second;
    double preference = 0;
};

/// How often two players met, and how often the first one won (a tie is half).
struct PlayerTally {
    std::string first;
    std::string second;
    double games = 0;
    double firstWon = 0;
};

/// What a choice of the least certain pair is made from.
struct PairChoices {
    std::vector<OpenPair> open;
    std::vector<PairOpinion> opinions; ///< of the same queries
};

/// One judgement and its repeat, both as seen with the first one's sides.
struct RepeatRecord {
    Verdict before = Verdict::Strength;
    Verdict after = Verdict::Strength;
    int strengthBefore = 0;
    int strengthAfter = 0;
    std::int64_t createdAt = 0;
};

struct JudgementSearch {
    std::optional<std::string> annotator; ///< none: anybody's
    std::string words;                    ///< in query, comment, reason or tags; empty: all
    bool withHistory = false;             ///< also what was superseded or taken back
    std::int64_t limit = 200;
};

struct FoundJudgement {
    JudgementRecord judgement;
    std::string query;
    enum class State { InForce, Superseded, TakenBack } state = State::InForce;
};

/// One line of the history of judgements: made, taken back, brought back.
struct EventRecord {
    JudgementRecord judgement; ///< of undo and redo only its id and time
    std::string kind;          ///< judge | undo | redo
    std::string target;        ///< undo, redo: id of the judgement concerned
};

struct JudgementEvents {
    std::vector<EventRecord> events;  ///< in the order they were made
    std::vector<SampleRecord> edited; ///< responses that were written while judging
};

struct MergeReport {
    std::int64_t added = 0;
    std::int64_t known = 0;   ///< were here already
    std::int64_t unknown = 0; ///< of responses that are not here: left out
};

struct TagCount {
    std::string tag;
    std::int64_t queries = 0;
};

/// Something deleted that can be put back.
struct BinRecord {
    std::string id;
    bool isQuery = true; ///< else a response
    std::string text;
    std::int64_t deletedAt = 0;
    std::int64_t responses = 0; ///< that went with it
};

struct QueueCounts {
    std::int64_t waiting = 0;
    std::int64_t judged = 0;
    std::int64_t judgedToday = 0;
    std::int64_t skipped = 0;
    std::int64_t repeats = 0; ///< pairs that came once more
    double medianSeconds = 0;
};

struct PreferenceFilter {
    bool includeSample = true; ///< the imported sample pairs that came with the first run
    int minimumStrength = 1;
};

struct PreferenceExport {
    std::vector<nlohmann::json>
        rows; ///< {"prompt":[messages],"chosen":[messages],"rejected":[messages],"margin":1…3,
              ///< "chosen_position":"first"|"second", where it was shown}
    std::int64_t ties = 0;
    std::int64_t bothBad = 0;
    std::int64_t skipped = 0;
    std::int64_t tooWeak = 0;
};

/// A model a person can sample: a base model, or a checkpoint of a run on one.
struct ModelVersionRecord {
    std::string id;
    std::string name;
    std::string kind;     ///< base | checkpoint
    std::string path;     ///< model file or folder, or the checkpoint folder
    std::string basePath; ///< model under an adapter checkpoint; empty for a base model
    std::string hash;     ///< weights or manifest
    std::string parentId; ///< lineage
    std::string runId;
    std::int64_t step = 0;
    nlohmann::json facts = nlohmann::json::object(); ///< architecture, parameters, size
    std::int64_t createdAt = 0;
    bool present =
        true; ///< false: its folder is gone, the record stays for the samples that name it
};

struct RunRecord {
    std::string id;   ///< folder name
    std::string name; ///< dpo-0001
    std::string method;
    std::string model;
    std::string state; ///< effective state
    std::string cause;
    std::int64_t step = 0;
    std::int64_t totalSteps = 0;
    nlohmann::json summary = nlohmann::json::object();
    std::int64_t createdAt = 0;
};

} // namespace tiebreak
