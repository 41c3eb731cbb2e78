// A list of things that are kept and can be brought back: backups, what is in the bin. A row says
// what it is; its button asks once, in the row, before it acts. The theme must outlive it. The
// window's thread.
#pragma once

#include <QWidget>

#include <functional>
#include <vector>

class QVBoxLayout;

namespace tiebreak {

class TextLabel;
class Theme;

struct KeptRow {
    QString when;     ///< in mono, left
    QString what;     ///< elided where there is no room
    QString detail;   ///< in mono, right: a size, a count
    QString button;   ///< "Restore"
    QString question; ///< asked in the row; empty: the button acts at once
    QString confirm;  ///< "Restore this backup"
    std::function<void()> act;
};

class KeptList : public QWidget {
    Q_OBJECT

public:
    explicit KeptList(Theme& theme, QWidget* parent = nullptr);
    /// Shows the first few, and the rest when asked. `empty` stands there when there are none.
    void setRows(std::vector<KeptRow> rows, const QString& empty);

private:
    void showRows();
    QWidget* makeRow(const KeptRow& row);
    void addQuestion(QVBoxLayout* layout, const KeptRow& row);

    Theme& m_theme;
    QVBoxLayout* m_layout;
    std::vector<KeptRow> m_rows;
    QString m_empty;
    bool m_all = false;
};

} // namespace tiebreak
