#include "base/ids.h"
#include "store/rows.h"
#include "store_sql.h"

namespace tiebreak {

namespace {

constexpr int kKindColumn = 18; // after a judgement's own columns
constexpr int kTargetColumn = 19;
constexpr const char* kSaltSetting = "pack_salt";

EventRecord eventFrom(Query& row) {
    EventRecord event;
    event.judgement = judgementFrom(row);
    event.kind = row.text(kKindColumn);
    event.target = row.text(kTargetColumn);
    return event;
}

} // namespace

Result<std::string> Store::packSalt() {
    TB_ASSIGN(const auto known, setting(kSaltSetting));
    if (!known.empty())
        return known;
    const std::string salt = newId();
    TB_TRY(setSetting(kSaltSetting, salt));
    return salt;
}

Result<std::vector<PromptWithSamples>> Store::openWork(std::int64_t queries) {
    using Work = Result<std::vector<PromptWithSamples>>;
    return m_connection->read("collecting open pairs", [&]() -> Work {
        std::vector<PromptWithSamples> work;
        Query row = m_connection->query(sql::openWork);
        row.with(queries);
        while (row.next()) {
            PromptWithSamples item;
            TB_ASSIGN(item.prompt, prompt(row.text(0)));
            TB_ASSIGN(auto samples, samplesOfPrompt(item.prompt.id));
            for (auto& sample : samples)
                if (sample.stop != "cancelled" && !sample.text.empty())
                    item.samples.push_back(std::move(sample));
            work.push_back(std::move(item));
        }
        return work;
    });
}

bool Store::isKnown(const char* sql, const std::string& id) {
    Query query = m_connection->query(sql);
    query.with(id).next();
    return query.integer(0) > 0;
}

Result<std::int64_t> Store::addWork(const std::vector<PromptWithSamples>& work) {
    return m_connection->transact("taking in the pairs", [&]() -> Result<std::int64_t> {
        std::int64_t added = 0;
        for (const auto& item : work) {
            if (!isKnown(sql::promptIsKnown, item.prompt.id))
                insertPrompt(item.prompt);
            for (SampleRecord sample : item.samples) {
                sample.promptId = item.prompt.id;
                if (isKnown(sql::sampleIsKnown, sample.id))
                    continue;
                insertSample(sample);
                ++added;
            }
        }
        return added;
    });
}

Result<JudgementEvents> Store::judgementEvents() {
    return m_connection->read("collecting the judgements", [&]() -> Result<JudgementEvents> {
        JudgementEvents all;
        Query row = m_connection->query(sql::allEvents);
        all.events = allRows(row, &eventFrom);
        Query edited = m_connection->query(sql::editedSamples);
        all.edited = allRows(edited, &sampleFrom);
        return all;
    });
}

bool Store::mergeEvent(const EventRecord& event) {
    const auto& judgement = event.judgement;
    if (event.kind == "judge") {
        if (!isKnown(sql::sampleIsKnown, judgement.sampleA) ||
            !isKnown(sql::sampleIsKnown, judgement.sampleB))
            return false;
        insertJudgeEvent(judgement);
        putInForce(m_connection->database->getLastInsertRowid(), judgement);
        return true;
    }
    Query found = m_connection->query(sql::eventSeq);
    found.with(event.target);
    if (!found.next() || found.text(1) != "judge")
        return false;
    const std::int64_t target = found.integer(0);
    m_connection->query(sql::addTurnEvent)
        .with(judgement.id, event.kind, target, judgement.createdAt)
        .run();
    const auto concerned = judgementAt(target);
    Query standing = m_connection->query(sql::isStanding);
    standing.with(target).next();
    const bool stands = standing.integer(0) > 0;
    if (concerned && event.kind == "undo" && stands)
        takeOutOfForce(target, *concerned);
    else if (concerned && event.kind == "redo" && !stands)
        putInForce(target, *concerned);
    return true;
}

Result<MergeReport> Store::mergeEvents(const JudgementEvents& events) {
    return m_connection->transact("taking in the judgements", [&]() -> Result<MergeReport> {
        MergeReport report;
        for (const auto& sample : events.edited)
            if (isKnown(sql::promptIsKnown, sample.promptId) &&
                !isKnown(sql::sampleIsKnown, sample.id))
                insertSample(sample);
        for (const auto& event : events.events) {
            // On loan only for this question: merging asks with the same statement.
            const bool isHere = [&] {
                Query known = m_connection->query(sql::eventSeq);
                return known.with(event.judgement.id).next();
            }();
            if (isHere)
                ++report.known;
            else if (mergeEvent(event))
                ++report.added;
            else
                ++report.unknown;
        }
        return report;
    });
}

} // namespace tiebreak
