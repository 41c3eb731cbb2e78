// A conversation as the tree it is, and where in it a person stands: at a query that has been
// asked, or at one that is to follow a response. Nothing in it is ever overwritten: another wording
// of a query is a sibling, another answer too. Values; the window's thread.
#pragma once

#include "store/records.h"
#include "ui/playground/generation.h"

#include <vector>

namespace tiebreak {

class Conversation {
public:
    /// One thing that was said on the way to where we are.
    struct Turn {
        bool isQuery = true;
        std::string id; ///< of the query or response
        QString text;
        int position = 0; ///< among its siblings, from 1
        int siblings = 1;
    };

    /// Forgets all: the next query begins a conversation.
    void clear() { *this = Conversation(); }
    /// Another one, standing at this query of it.
    void load(ConversationRecord tree, const std::string& promptId);
    /// Stands after that response: the next query follows it.
    void followUp(const std::string& sampleId);
    /// The next query is another wording of the current one, and its sibling.
    void editQuery() { m_editing = true; }

    /// The query's record: the current one when it says the same, else a new one at this place of
    /// the tree.
    PromptRecord promptFor(const Query& query, bool example) const;
    void remember(const PromptRecord& prompt);
    void remember(const SampleRecord& sample);
    void forget(const std::string& sampleId);

    /// What was said before the current or next query, without the system's message.
    nlohmann::ordered_json history() const;
    QString system() const;
    /// Null before the first query, and after a follow-up that is not asked yet.
    const PromptRecord* current() const;
    /// From the first query to the current one.
    std::vector<Turn> path() const;
    /// Responses to the current query, oldest first.
    std::vector<SampleRecord> responses() const;
    const SampleRecord* sample(const std::string& id) const;
    const PromptRecord* prompt(const std::string& id) const;
    /// The sibling `step` away, or nothing at the end.
    const SampleRecord* siblingOf(const std::string& sampleId, int step) const;
    const PromptRecord* siblingOfPrompt(const std::string& promptId, int step) const;
    const ConversationRecord& tree() const { return m_tree; }
    /// Only what leads to the current query, with all its responses.
    ConversationRecord branch() const;

private:
    std::vector<std::string> promptsOnPath() const;
    Turn turnOf(const PromptRecord& prompt) const;
    Turn turnOf(const SampleRecord& sample) const;

    ConversationRecord m_tree;
    std::string m_current;      ///< query we stand at; empty: one is to come
    std::string m_parentSample; ///< of the query that is to come
    bool m_editing = false;
};

/// The system's message among the messages of a query, or nothing.
QString systemOf(const PromptRecord& prompt);

} // namespace tiebreak
