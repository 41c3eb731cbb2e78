// The table of runs: swatch, state with icon and word, numbers on the right. The window's thread.
#pragma once

#include "ui/train/run_table_model.h"

#include <QTableView>

namespace tiebreak {

class Theme;

class RunTable : public QTableView {
    Q_OBJECT

public:
    explicit RunTable(Theme& theme, QWidget* parent = nullptr);

    RunTableModel& runs() { return *m_model; }
    const RunSnapshot* currentRun() const;
    void selectRun(const QString& id);

Q_SIGNALS:
    void currentRunChanged();

protected:
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;
    void mousePressEvent(QMouseEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    /// Pixels the column's head and rows take.
    int neededWidth(int column) const;
    void hideColumnsThatDoNotFit();

    Theme& m_theme;
    RunTableModel* m_model;
};

} // namespace tiebreak
