#include "ui/playground/conversation.h"

#include "base/clock.h"
#include "base/ids.h"

#include <algorithm>

namespace tiebreak {

namespace {

using Json = nlohmann::json;

bool isSystem(const Json& message) {
    return message.is_object() && message.value("role", "") == "system";
}

/// In the order templates expect: role before content.
nlohmann::ordered_json said(const char* role, const std::string& content) {
    return {{"role", role}, {"content", content}};
}

Json messagesOf(const Query& query) {
    Json out = Json::array();
    if (!query.system.isEmpty())
        out.push_back({{"role", "system"}, {"content", query.system.toStdString()}});
    for (const auto& message : query.history)
        out.push_back(Json(message));
    out.push_back({{"role", "user"}, {"content", query.text.toStdString()}});
    return out;
}

template <class Record>
const Record* byId(const std::vector<Record>& records, const std::string& id) {
    const auto found = std::find_if(records.begin(), records.end(),
                                    [&id](const Record& record) { return record.id == id; });
    return found == records.end() ? nullptr : &*found;
}

/// The record `step` behind `one` among those that `alike` accepts.
template <class Record, class Alike>
const Record* stepFrom(const std::vector<Record>& records, const Record& one, int step,
                       Alike alike) {
    std::vector<const Record*> same;
    for (const auto& record : records)
        if (alike(record, one))
            same.push_back(&record);
    const auto at = std::find(same.begin(), same.end(), &one) - same.begin() + step;
    return at < 0 || at >= std::ptrdiff_t(same.size()) ? nullptr : same[size_t(at)];
}

bool areSiblings(const PromptRecord& a, const PromptRecord& b) {
    return a.parentSample == b.parentSample;
}
bool answerTheSame(const SampleRecord& a, const SampleRecord& b) {
    return a.promptId == b.promptId;
}

template <class Record, class Alike>
std::pair<int, int> placeOf(const std::vector<Record>& records, const Record& one, Alike alike) {
    int position = 0, count = 0;
    for (const auto& record : records) {
        if (!alike(record, one))
            continue;
        ++count;
        if (record.id == one.id)
            position = count;
    }
    return {position, count};
}

} // namespace

QString systemOf(const PromptRecord& prompt) {
    if (!prompt.messages.is_array() || prompt.messages.empty() || !isSystem(prompt.messages[0]))
        return {};
    return QString::fromStdString(prompt.messages[0].value("content", ""));
}

void Conversation::load(ConversationRecord tree, const std::string& promptId) {
    m_tree = std::move(tree);
    m_current = promptId;
    m_parentSample.clear();
    if (const auto* one = prompt(promptId))
        m_parentSample = one->parentSample;
    m_editing = false;
}

void Conversation::followUp(const std::string& sampleId) {
    m_parentSample = sampleId;
    m_current.clear();
    m_editing = false;
}

PromptRecord Conversation::promptFor(const Query& query, bool example) const {
    const auto messages = messagesOf(query);
    const auto* now = current();
    if (now && now->messages == messages)
        return *now;
    PromptRecord out;
    out.id = newId();
    out.text = query.text.toStdString();
    out.messages = messages;
    out.source = example ? "example" : "typed";
    out.createdAt = nowMilliseconds();
    // The first query worded anew begins another conversation, unless it was edited on purpose.
    const bool stays = !m_parentSample.empty() || (m_editing && now);
    if (stays && !m_tree.prompts.empty())
        out.threadId = m_tree.prompts.front().threadId;
    else
        out.threadId = out.id;
    out.parentSample = m_parentSample;
    return out;
}

void Conversation::remember(const PromptRecord& prompt) {
    if (!m_tree.prompts.empty() && m_tree.prompts.front().threadId != prompt.threadId)
        clear();
    if (!byId(m_tree.prompts, prompt.id))
        m_tree.prompts.push_back(prompt);
    m_current = prompt.id;
    m_parentSample = prompt.parentSample;
    m_editing = false;
}

void Conversation::remember(const SampleRecord& sample) {
    if (!byId(m_tree.samples, sample.id))
        m_tree.samples.push_back(sample);
}

void Conversation::forget(const std::string& sampleId) {
    std::erase_if(m_tree.samples, [&](const SampleRecord& one) { return one.id == sampleId; });
}

const PromptRecord* Conversation::current() const {
    return prompt(m_current);
}
const SampleRecord* Conversation::sample(const std::string& id) const {
    return byId(m_tree.samples, id);
}
const PromptRecord* Conversation::prompt(const std::string& id) const {
    return byId(m_tree.prompts, id);
}

std::vector<std::string> Conversation::promptsOnPath() const {
    std::vector<std::string> out;
    const auto* parent = sample(m_parentSample);
    if (!m_current.empty())
        out.push_back(m_current);
    while (parent && out.size() <= m_tree.prompts.size()) {
        out.push_back(parent->promptId);
        const auto* before = prompt(parent->promptId);
        parent = before ? sample(before->parentSample) : nullptr;
    }
    std::reverse(out.begin(), out.end());
    return out;
}

nlohmann::ordered_json Conversation::history() const {
    auto out = nlohmann::ordered_json::array();
    const auto* answer = sample(m_parentSample);
    while (answer) {
        const auto* asked = prompt(answer->promptId);
        if (!asked || out.size() > 2 * m_tree.samples.size())
            break;
        out.insert(out.begin(), said("assistant", answer->text));
        out.insert(out.begin(), said("user", asked->text));
        answer = sample(asked->parentSample);
    }
    return out;
}

QString Conversation::system() const {
    const auto path = promptsOnPath();
    const auto* last = path.empty() ? nullptr : prompt(path.back());
    return last ? systemOf(*last) : QString();
}

Conversation::Turn Conversation::turnOf(const PromptRecord& one) const {
    const auto [position, count] = placeOf(m_tree.prompts, one, areSiblings);
    return {true, one.id, QString::fromStdString(one.text), position, count};
}

Conversation::Turn Conversation::turnOf(const SampleRecord& one) const {
    const auto [position, count] = placeOf(m_tree.samples, one, answerTheSame);
    return {false, one.id, QString::fromStdString(one.text), position, count};
}

std::vector<Conversation::Turn> Conversation::path() const {
    std::vector<Turn> out;
    const auto ids = promptsOnPath();
    for (size_t i = 0; i < ids.size(); ++i) {
        const auto* asked = prompt(ids[i]);
        if (!asked)
            continue;
        out.push_back(turnOf(*asked));
        const auto* next = i + 1 < ids.size() ? prompt(ids[i + 1]) : nullptr;
        const auto* answer = sample(next ? next->parentSample : m_parentSample);
        if (answer && answer->promptId == asked->id)
            out.push_back(turnOf(*answer));
    }
    return out;
}

std::vector<SampleRecord> Conversation::responses() const {
    std::vector<SampleRecord> out;
    for (const auto& one : m_tree.samples)
        if (one.promptId == m_current)
            out.push_back(one);
    return out;
}

const SampleRecord* Conversation::siblingOf(const std::string& sampleId, int step) const {
    const auto* one = sample(sampleId);
    return one ? stepFrom(m_tree.samples, *one, step, answerTheSame) : nullptr;
}

const PromptRecord* Conversation::siblingOfPrompt(const std::string& promptId, int step) const {
    const auto* one = prompt(promptId);
    return one ? stepFrom(m_tree.prompts, *one, step, areSiblings) : nullptr;
}

ConversationRecord Conversation::branch() const {
    ConversationRecord out;
    for (const auto& turn : path()) {
        if (turn.isQuery)
            out.prompts.push_back(*prompt(turn.id));
        else
            out.samples.push_back(*sample(turn.id));
    }
    for (const auto& one : responses())
        out.samples.push_back(one);
    return out;
}

} // namespace tiebreak
