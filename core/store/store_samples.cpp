#include "base/clock.h"
#include "base/ids.h"
#include "store/rows.h"
#include "store_sql.h"

namespace tiebreak {

namespace {

/// A text the person cut short says nothing about the model, and an empty one cannot be read.
bool isJudgeable(const SampleRecord& sample) {
    return sample.stop != "cancelled" && !sample.text.empty();
}

std::int64_t orNow(std::int64_t time) {
    return time != 0 ? time : nowMilliseconds();
}
std::string orNew(const std::string& id) {
    return id.empty() ? newId() : id;
}

} // namespace

PromptRecord Store::insertPrompt(const PromptRecord& prompt) {
    PromptRecord stored = prompt;
    stored.id = orNew(prompt.id);
    stored.createdAt = orNow(prompt.createdAt);
    if (stored.threadId.empty())
        stored.threadId = stored.id;
    m_connection->query(sql::addPrompt)
        .with(stored.id, stored.text, jsonText(stored.messages), stored.source, stored.createdAt,
              listText(stored.tags), stored.threadId, stored.parentSample)
        .run();
    m_connection->query(sql::indexPrompt)
        .with(std::int64_t(m_connection->database->getLastInsertRowid()), stored.text)
        .run();
    insertTags(stored.id, stored.tags);
    return stored;
}

void Store::insertTags(const std::string& promptId, const std::vector<std::string>& tags) {
    for (const auto& tag : tags)
        m_connection->query(sql::addPromptTag).with(tag, promptId).run();
}

Status Store::setPromptTags(const std::string& promptId, const std::vector<std::string>& tags) {
    return m_connection->transact("saving the tags", [&]() -> Status {
        if (m_connection->query(sql::setPromptTags).with(promptId, listText(tags)).run() == 0)
            return Error{ErrorCode::NotFound, "query '" + promptId + "' is not in the workspace"};
        m_connection->query(sql::dropPromptTags).with(promptId).run();
        insertTags(promptId, tags);
        return {};
    });
}

Result<std::vector<TagCount>> Store::promptTags() {
    return m_connection->read("reading the tags", [&]() -> Result<std::vector<TagCount>> {
        std::vector<TagCount> tags;
        Query row = m_connection->query(sql::promptTags);
        while (row.next())
            tags.push_back({row.text(0), row.integer(1)});
        return tags;
    });
}

void Store::insertSample(const SampleRecord& sample) {
    const std::int64_t key = textKey(sample.text);
    const bool judgeable = isJudgeable(sample);
    if (judgeable)
        m_connection->query(sql::countNewPairs).with(sample.promptId, key).run();
    m_connection->query(sql::addSample)
        .with(orNew(sample.id), sample.promptId, sample.text, key, sample.modelName,
              sample.modelHash, sample.versionId, sample.renderedPrompt, sample.promptIds,
              sample.ids, sample.logprobs, jsonText(sample.parameters),
              static_cast<std::int64_t>(sample.seed), sample.stop, sample.milliseconds, sample.mode,
              sample.device, sample.dtype, sample.engineBuild, sample.source, sample.kept,
              orNow(sample.createdAt), judgeable, sample.parentId, sample.prefix)
        .run();
    m_connection->query(sql::indexSample)
        .with(std::int64_t(m_connection->database->getLastInsertRowid()), sample.text)
        .run();
}

Result<PromptRecord> Store::addPrompt(const PromptRecord& prompt) {
    return m_connection->transact("saving the query",
                                  [&]() -> Result<PromptRecord> { return insertPrompt(prompt); });
}

Status Store::addSamples(const std::vector<SampleRecord>& samples) {
    return m_connection->transact("saving the responses", [&]() -> Status {
        for (const auto& sample : samples)
            insertSample(sample);
        return {};
    });
}

Status Store::importPrompts(const std::vector<PromptWithSamples>& prompts) {
    return m_connection->transact("importing the pairs", [&]() -> Status {
        for (const auto& item : prompts) {
            const PromptRecord stored = insertPrompt(item.prompt);
            for (SampleRecord sample : item.samples) {
                sample.promptId = stored.id;
                insertSample(sample);
            }
        }
        return {};
    });
}

Status Store::setKept(const std::string& sampleId, bool kept) {
    return m_connection->transact("saving the response", [&]() -> Status {
        m_connection->query(sql::setKept).with(sampleId, kept).run();
        return {};
    });
}

Result<PromptRecord> Store::prompt(const std::string& id) {
    return m_connection->read("reading the query", [&]() -> Result<PromptRecord> {
        Query query = m_connection->query(sql::promptById);
        query.with(id);
        if (!query.next())
            return Error{ErrorCode::NotFound, "query '" + id + "' is not in the workspace"};
        return promptFrom(query);
    });
}

Result<SampleRecord> Store::sample(const std::string& id) {
    return m_connection->read("reading the response", [&]() -> Result<SampleRecord> {
        Query query = m_connection->query(sql::sampleById);
        query.with(id);
        if (!query.next())
            return Error{ErrorCode::NotFound, "response '" + id + "' is not in the workspace"};
        return sampleFrom(query);
    });
}

Result<std::vector<SampleRecord>> Store::samplesOfPrompt(const std::string& promptId) {
    return m_connection->read("reading the responses", [&]() -> Result<std::vector<SampleRecord>> {
        Query query = m_connection->query(sql::samplesOfPrompt);
        query.with(promptId);
        return allRows(query, &sampleFrom);
    });
}

Result<std::vector<PromptRecord>> Store::recentPrompts(std::int64_t limit) {
    return m_connection->read("reading the queries", [&]() -> Result<std::vector<PromptRecord>> {
        Query query = m_connection->query(sql::recentPrompts);
        query.with(limit);
        return allRows(query, &promptFrom);
    });
}

} // namespace tiebreak
