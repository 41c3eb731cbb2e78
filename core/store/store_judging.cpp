#include "base/clock.h"
#include "base/ids.h"
#include "store/rows.h"
#include "store_sql.h"

#include <algorithm>
#include <ctime>

namespace tiebreak {

namespace {

constexpr int kMaxStrength = 3;
/// The median is of this many newest judgements: it says how fast the person is now, and stays
/// cheap.
constexpr std::int64_t kMedianWindow = 200;

/// Milliseconds of the last local midnight.
std::int64_t startOfToday() {
    const std::time_t now = static_cast<std::time_t>(nowMilliseconds() / 1000);
    std::tm local{};
    ::localtime_r(&now, &local);
    local.tm_hour = local.tm_min = local.tm_sec = 0;
    local.tm_isdst = -1;
    return static_cast<std::int64_t>(std::mktime(&local)) * 1000;
}

double medianOf(std::vector<std::int64_t> values) {
    if (values.empty())
        return 0;
    std::sort(values.begin(), values.end());
    const std::size_t middle = values.size() / 2;
    return values.size() % 2 ? static_cast<double>(values[middle])
                             : static_cast<double>(values[middle - 1] + values[middle]) / 2;
}

Status checkJudgement(const JudgementRecord& judgement, const SampleRecord& a,
                      const SampleRecord& b) {
    if (judgement.strength < -kMaxStrength || judgement.strength > kMaxStrength)
        return Error{ErrorCode::BadArgument, "strength is " + std::to_string(judgement.strength) +
                                                 ". Use a number from -3 to 3"};
    if (a.id == b.id || a.promptId != b.promptId)
        return Error{ErrorCode::BadArgument, "responses '" + a.id + "' and '" + b.id +
                                                 "' are not two responses to one query"};
    return {};
}

} // namespace

Result<PairRecord> Store::pair(const std::string& pairId) {
    const std::size_t colon = pairId.find(':');
    if (colon == std::string::npos)
        return Error{ErrorCode::BadArgument, "'" + pairId + "' is not the id of a pair"};
    PairRecord found;
    found.id = pairId;
    TB_ASSIGN(found.first, sample(pairId.substr(0, colon)));
    TB_ASSIGN(found.second, sample(pairId.substr(colon + 1)));
    TB_ASSIGN(found.prompt, prompt(found.first.promptId));
    return found;
}

Result<QueueCounts> Store::queueCounts(const std::optional<std::string>& annotator) {
    return m_connection->read("counting judgements", [&]() -> Result<QueueCounts> {
        QueueCounts counts;
        Query waiting = m_connection->query(sql::waitingPairs);
        waiting.next();
        counts.waiting = waiting.integer(0);
        if (const int wanted = overlapNow(); annotator && wanted > 1) {
            Query own = m_connection->query(sql::ownOpenPairs);
            own.with(annotator, wanted).next();
            counts.waiting -= own.integer(0);
        }
        Query verdicts = m_connection->query(sql::countVerdicts);
        verdicts.with(startOfToday(), annotator);
        while (verdicts.next()) {
            if (verdictFromName(verdicts.text(0)) == Verdict::Skip) {
                counts.skipped = verdicts.integer(1);
                continue;
            }
            counts.judged += verdicts.integer(1);
            counts.judgedToday += verdicts.integer(2);
        }
        Query repeats = m_connection->query(sql::countRepeats);
        repeats.with(annotator).next();
        counts.repeats = repeats.integer(0);
        Query recent = m_connection->query(sql::recentDurations);
        recent.with(kMedianWindow, annotator);
        std::vector<std::int64_t> durations;
        while (recent.next())
            durations.push_back(recent.integer(0));
        counts.medianSeconds = medianOf(std::move(durations)) / 1000;
        return counts;
    });
}

std::int64_t Store::opinionsOf(const std::string& pairId) {
    Query query = m_connection->query(sql::opinions);
    query.with(pairId);
    return query.next() ? query.integer(0) : 0;
}

template <class Change>
void Store::changeOpinions(const JudgementRecord& judgement, Change change) {
    const std::int64_t before = opinionsOf(judgement.pairId);
    change();
    m_connection->query(sql::putOpinions).with(judgement.pairId).run();
    m_connection->query(sql::dropOpinions).with(judgement.pairId).run();
    const std::int64_t after = opinionsOf(judgement.pairId), wanted = overlapNow();
    if (before == after)
        return;
    m_connection->query(sql::shiftPromptCount)
        .with(judgement.promptId, int(after >= wanted) - int(before >= wanted), judgement.sampleA,
              judgement.sampleB, after - before)
        .run();
    const int judged = int(after > 0) - int(before > 0);
    m_connection->query(sql::shiftSampleCount).with(judgement.sampleA, judged).run();
    m_connection->query(sql::shiftSampleCount).with(judgement.sampleB, judged).run();
}

bool Store::isInBin(const JudgementRecord& judgement) {
    Query inUse = m_connection->query(sql::samplesInUse);
    inUse.with(judgement.sampleA, judgement.sampleB).next();
    return inUse.integer(0) < 2;
}

void Store::putInForce(std::int64_t event, const JudgementRecord& judgement) {
    changeOpinions(judgement, [&] {
        m_connection->query(sql::supersede)
            .with(judgement.pairId, judgement.annotator, !judgement.repeatOf.empty())
            .run();
        m_connection->query(sql::stand).with(event).run();
    });
}

void Store::takeOutOfForce(std::int64_t event, const JudgementRecord& judgement) {
    changeOpinions(judgement, [&] {
        m_connection->query(sql::takeBack).with(event).run();
        m_connection->query(sql::standAgain)
            .with(judgement.pairId, judgement.annotator, !judgement.repeatOf.empty())
            .run();
    });
}

Result<JudgementRecord> Store::judgementAt(std::int64_t event) {
    Query query = m_connection->query(sql::judgementBySeq);
    query.with(event);
    if (!query.next())
        return Error{ErrorCode::NotFound,
                     "judgement " + std::to_string(event) + " is not in the workspace"};
    return judgementFrom(query);
}

void Store::insertJudgeEvent(const JudgementRecord& stored) {
    m_connection->query(sql::addJudgeEvent)
        .with(stored.id, stored.pairId, stored.promptId, stored.sampleA, stored.sampleB,
              verdictName(stored.verdict), stored.strength, stored.reason, stored.comment,
              stored.flagged, stored.annotator, stored.milliseconds, stored.createdAt,
              ratingName(stored.ratingA), ratingName(stored.ratingB), listText(stored.tags),
              jsonText(stored.dimensions), stored.repeatOf)
        .run();
}

Result<JudgementRecord> Store::appendJudgement(const JudgementRecord& judgement) {
    TB_ASSIGN(const auto a, sample(judgement.sampleA));
    TB_ASSIGN(const auto b, sample(judgement.sampleB));
    TB_TRY(checkJudgement(judgement, a, b));
    if (isInBin(judgement))
        return Error{ErrorCode::NotFound, "the query or a response of this pair was deleted. "
                                          "Put it back from the bin to judge it"};
    JudgementRecord stored = judgement;
    stored.id = newId();
    stored.createdAt = nowMilliseconds();
    stored.promptId = a.promptId;
    stored.pairId = pairIdOf(a.id, b.id);
    stored.strength = stored.verdict == Verdict::Strength ? judgement.strength : 0;
    insertJudgeEvent(stored);
    putInForce(m_connection->database->getLastInsertRowid(), stored);
    return stored;
}

Result<JudgementRecord> Store::addJudgement(const JudgementRecord& judgement) {
    return m_connection->transact("saving the judgement",
                                  [&] { return appendJudgement(judgement); });
}

Result<JudgementRecord> Store::addEdit(const std::string& parentId, const std::string& text,
                                       const JudgementRecord& judgement) {
    return m_connection->transact("saving the edit", [&]() -> Result<JudgementRecord> {
        TB_ASSIGN(const auto parent, sample(parentId));
        if (textKey(text) == textKey(parent.text))
            return Error{ErrorCode::BadArgument,
                         "the edit says the same as the response. Change its words"};
        SampleRecord edited;
        edited.id = newId();
        edited.promptId = parent.promptId;
        edited.text = text;
        edited.source = edited.stop = "edited";
        edited.parentId = parentId;
        insertSample(edited);
        JudgementRecord better = judgement;
        better.sampleA = edited.id;
        better.sampleB = parentId;
        return appendJudgement(better);
    });
}

Result<std::optional<JudgementRecord>>
Store::undoLastJudgement(const std::optional<std::string>& annotator) {
    using Undone = Result<std::optional<JudgementRecord>>;
    return m_connection->transact("undoing the judgement", [&]() -> Undone {
        Query newest = m_connection->query(sql::newestStanding);
        newest.with(annotator);
        if (!newest.next() || newest.isNull(0))
            return std::optional<JudgementRecord>();
        const std::int64_t event = newest.integer(0);
        TB_ASSIGN(const auto judgement, judgementAt(event));
        m_connection->query(sql::addTurnEvent)
            .with(newId(), "undo", event, nowMilliseconds())
            .run();
        takeOutOfForce(event, judgement);
        return std::optional(judgement);
    });
}

/// The judgement that the newest undo took back and no redo has restored; none after a new
/// judgement.
std::optional<std::int64_t> Store::redoTarget(const std::optional<std::string>& annotator) {
    Query turns = m_connection->query(sql::turnsSinceLastJudgement);
    turns.with(annotator);
    int restored = 0;
    while (turns.next()) {
        if (turns.text(0) == "redo")
            ++restored;
        else if (restored > 0)
            --restored;
        else
            return turns.integer(1);
    }
    return std::nullopt;
}

Result<std::optional<JudgementRecord>>
Store::redoJudgement(const std::optional<std::string>& annotator) {
    using Redone = Result<std::optional<JudgementRecord>>;
    return m_connection->transact("redoing the judgement", [&]() -> Redone {
        const auto event = redoTarget(annotator);
        if (!event)
            return std::optional<JudgementRecord>();
        TB_ASSIGN(const auto judgement, judgementAt(*event));
        if (isInBin(judgement))
            return std::optional<JudgementRecord>();
        m_connection->query(sql::addTurnEvent)
            .with(newId(), "redo", *event, nowMilliseconds())
            .run();
        putInForce(*event, judgement);
        return std::optional(judgement);
    });
}

} // namespace tiebreak
