// What was asked before, newest first, and a search through all queries and responses; Enter opens
// what is chosen. Also where a conversation is written to a file. The window's thread.
#pragma once

#include "ui/widgets/side_panel.h"

#include <QTimer>

class QLineEdit;
class QListWidget;

namespace tiebreak {

class ActionButton;
class StoreService;
class TextLabel;

class HistoryPanel : public SidePanel {
    Q_OBJECT

public:
    HistoryPanel(Theme& theme, StoreService& store, QWidget* parent = nullptr);
    /// Looks again; what is searched for stays.
    void refresh();
    /// The cursor in the search field.
    void beginSearch();
    /// Whether there is a conversation to write.
    void setExportable(bool exportable);
    QLineEdit* field() const { return m_field; }
    QListWidget* list() const { return m_list; }
    void retranslate();

Q_SIGNALS:
    void chosen(const QString& promptId);
    void exportRequested(bool wholeTree);

private:
    void addLine(const QString& promptId, const QString& kind, const QString& text, qint64 time);
    void showRecent();
    void showFound(const QString& words);
    void setFact(const QString& fact);

    StoreService& m_store;
    QLineEdit* m_field;
    QListWidget* m_list;
    TextLabel* m_fact;
    ActionButton* m_branch;
    ActionButton* m_tree;
    QTimer m_soon;
    int m_asked = 0;
};

} // namespace tiebreak
