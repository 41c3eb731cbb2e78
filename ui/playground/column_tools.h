// What is done with one column or two of them: word differences, two responses to Label, and the
// column's menu. Pressed on one column, then on another, a key means the two. The window's thread.
#pragma once

#include "ui/playground/playground_actions.h"

#include <QObject>

#include <optional>

class QMenu;

namespace tiebreak {

class ColumnStrip;
class PlaygroundSession;
class Theme;

class ColumnTools : public QObject {
    Q_OBJECT

public:
    ColumnTools(Theme& theme, PlaygroundSession& session, ColumnStrip& columns,
                QObject* parent = nullptr);

    /// V on a column: the first of the two, the second, or, while differences show, away with them.
    void difference(int column);
    /// L on a column: likewise; with two responses in all it is those.
    void judge(int column);
    /// Marks again what differs; texts have changed.
    void refresh();
    /// Entries for two columns, chosen by name.
    void fillMenu(int column, QMenu* menu);

Q_SIGNALS:
    /// What the next press will do, in words; empty: nothing is waiting.
    void hintChanged(const QString& hint);
    void pairChosen(const QString& pairId);
    void refused(const QString& why);

private:
    struct Pair {
        int first;
        int second;
    };
    void show(const Pair& pair);
    void clearMarks();
    void send(const Pair& pair);
    bool hasResponse(int column) const;

    Theme& m_theme;
    PlaygroundSession& m_session;
    ColumnStrip& m_columns;
    std::optional<int> m_firstToCompare;
    std::optional<int> m_firstToJudge;
    std::optional<Pair> m_compared;
};

} // namespace tiebreak
