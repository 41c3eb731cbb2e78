// Runs as rows, newest first. Live rows change in place and never move. The window's thread.
#pragma once

#include "ui/services/run_snapshot.h"

#include <QAbstractTableModel>
#include <QHash>
#include <QSet>

namespace tiebreak {

class RunTableModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column {
        Swatch,
        Name,
        State,
        Method,
        Model,
        Data,
        Step,
        TimeLeft,
        Margin,
        Accuracy,
        Kl,
        Started,
        ColumnCount
    };
    enum Role { LineRole = Qt::UserRole + 1, ShownRole, StateRole, IdRole };

    using QAbstractTableModel::QAbstractTableModel;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    /// New runs come in on top, gone ones leave, the rest change in place.
    void setRuns(const QVector<RunSnapshot>& runs);
    const RunSnapshot* run(int row) const;
    int rowOf(const QString& id) const;
    /// Whether the run's curves are drawn; at most ten.
    bool isShown(const QString& id) const { return m_shown.contains(id); }
    void setShown(const QString& id, bool shown);
    QVector<QString> shownRuns() const;
    int lineOf(const QString& id) const { return m_lines.value(id); }

Q_SIGNALS:
    void shownChanged();

private:
    QString text(const RunSnapshot& run, int column) const;
    void updateRow(int row, const RunSnapshot& run);

    QVector<RunSnapshot> m_runs;
    QHash<QString, int> m_lines; ///< a run keeps its colour for life
    QSet<QString> m_shown;
};

} // namespace tiebreak
