// What is asked and answered on the Playground, without a widget: rounds of sampling over the
// columns, the conversation they belong to, and what becomes of each response. Everything that is
// generated is saved. The window's thread; the services outlive it.
#pragma once

#include "base/error.h"
#include "ui/playground/column_parameters.h"
#include "ui/playground/conversation.h"
#include "ui/playground/generation.h"
#include "ui/services/model_pool.h"
#include "ui/services/services.h"

#include <QObject>

#include <set>

namespace tiebreak {

class Replay;
struct ReplayOutcome;
class SampleRecorder;

class PlaygroundSession : public QObject {
    Q_OBJECT

public:
    explicit PlaygroundSession(const Services& services, QObject* parent = nullptr);

    Generation& generation() { return *m_generation; }
    const Generation& generation() const { return *m_generation; }
    ColumnParameters& parameters() { return *m_parameters; }
    const Conversation& conversation() const { return m_conversation; }
    ModelPool& pool() { return *m_pool; }

    /// The columns answer, but for the pinned ones. BadArgument names the column and parameter that
    /// cannot be used.
    Status generate(const QString& text, const QString& system, bool example);
    /// The column answers the current query once more, with another seed.
    Status regenerate(int column);
    /// The column's response goes on where it ended.
    Status continueFrom(int column);
    /// A changed text takes its place as a sibling, and goes on if wanted.
    Status edit(int column, const QString& text, bool goOn);
    /// The next query follows the column's response.
    bool followUp(int column);
    void editQuery() { m_conversation.editQuery(); }
    void newConversation();
    /// Shows a query of the workspace with its newest responses.
    void open(const std::string& promptId);
    /// The response `step` away in the tree takes the column; false at the end.
    bool showSibling(int column, int step);
    /// The other wording of a query on the path.
    bool showSiblingOfPrompt(const std::string& promptId, int step);
    void replay(int column);

    void toggleKept(int column);
    void toggleDiscarded(int column);
    void togglePinned(int column);
    bool isPinned(int column) const { return m_pinned.count(column) > 0; }
    void setRepeatable(bool repeatable) { m_repeatable = repeatable; }
    bool isRepeatable() const { return m_repeatable; }
    /// Rows, parameters and pins follow.
    void setCount(int count);
    /// The column's response is in the workspace.
    bool isSaved(int column) const;
    /// The response a column shows, as a part of the conversation; nullptr where it is of another.
    const SampleRecord* shown(int column) const;

Q_SIGNALS:
    void roundStarted();
    /// Responses, a mark or a deletion are durable.
    void saved();
    void saveFailed(const tiebreak::Error& error);
    void conversationChanged();
    /// Another query is shown, from the workspace.
    void opened(const QString& text, const QString& system);
    void openFailed(const tiebreak::Error& error);
    void replayed(int column, const tiebreak::ReplayOutcome& outcome);
    /// The column came out exactly as before.
    void sameAgain(int column);

private:
    Status begin(const Query& query, std::vector<RowOrder> rows, bool example);
    Status checkRows(const std::vector<RowOrder>& rows) const;
    std::vector<RowOrder> ordersFor(int column) const;
    Query currentQuery() const;
    void record();
    void showResponses();
    void showSample(int column, const SampleRecord& sample);

    Services m_services;
    ModelPool* m_pool;
    Generation* m_generation;
    SampleRecorder* m_recorder;
    Replay* m_replay;
    ColumnParameters* m_parameters;
    Conversation m_conversation;
    PromptRecord m_asked; ///< of the round under way
    std::set<int> m_pinned;
    int m_replayed = 0;
    bool m_repeatable = false;
    QString m_before; ///< what a regenerated column said before
};

} // namespace tiebreak
