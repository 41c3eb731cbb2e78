#include "ui/train/run_table_model.h"

#include "ui/train/curve_card.h"
#include "ui/train/run_words.h"

#include <QLocale>

#include <algorithm>

namespace tiebreak {

namespace {

constexpr int kMostShown = 10;
constexpr int kColours = 10;

/// The first of the keys the run has; blank when it has none.
QString metric(const RunSnapshot& run, std::initializer_list<const char*> keys) {
    for (const char* key : keys)
        if (const auto found = run.latest.find(key); found != run.latest.end())
            return shortNumber(found->second);
    return {};
}

bool newerFirst(const RunSnapshot& a, const RunSnapshot& b) {
    return a.startedAt != b.startedAt ? a.startedAt > b.startedAt : a.id > b.id;
}

} // namespace

int RunTableModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : int(m_runs.size());
}

int RunTableModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : int(ColumnCount);
}

QString RunTableModel::text(const RunSnapshot& run, int column) const {
    switch (column) {
    case Name:
        return run.id;
    case State:
        return stateWords(run.effectiveState).word;
    case Method:
        return methodWords(run.config);
    case Model:
        return modelWords(run.config);
    case Data:
        return dataWords(run);
    case Step:
        return tr("%1 / %2").arg(QLocale().toString(qlonglong(run.state.step)),
                                 QLocale().toString(qlonglong(run.state.totalSteps)));
    case TimeLeft:
        return run.effectiveState == QLatin1String("running") ? timeLeftWords(run.secondsLeft)
                                                              : QString();
    case Margin:
        return metric(run, {"rewards/margins", "margin", "objective/scores"});
    case Accuracy:
        return metric(run, {"rewards/accuracies", "accuracy"});
    case Kl:
        return metric(run, {"kl/probe", "objective/kl"});
    case Started:
        return startedWords(run.startedAt);
    default:
        return {};
    }
}

QVariant RunTableModel::data(const QModelIndex& index, int role) const {
    const RunSnapshot* snapshot = run(index.row());
    if (!index.isValid() || !snapshot)
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return text(*snapshot, index.column());
    case Qt::ToolTipRole:
        return index.column() == State && !snapshot->state.cause.empty()
                   ? QString::fromStdString(snapshot->state.cause)
                   : text(*snapshot, index.column());
    case Qt::TextAlignmentRole:
        return int(index.column() >= Step ? Qt::AlignRight | Qt::AlignVCenter
                                          : Qt::AlignLeft | Qt::AlignVCenter);
    case Qt::AccessibleTextRole:
        return index.column() == Swatch
                   ? (isShown(snapshot->id) ? tr("Shown on the curves") : tr("Not shown"))
                   : text(*snapshot, index.column());
    case LineRole:
        return m_lines.value(snapshot->id);
    case ShownRole:
        return m_shown.contains(snapshot->id);
    case StateRole:
        return snapshot->effectiveState;
    case IdRole:
        return snapshot->id;
    default:
        return {};
    }
}

QVariant RunTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(section >= Step ? Qt::AlignRight | Qt::AlignVCenter
                                   : Qt::AlignLeft | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    const QString names[ColumnCount] = {QString(),    tr("Run"),      tr("State"), tr("Method"),
                                        tr("Model"),  tr("Data"),     tr("Step"),  tr("Time left"),
                                        tr("Reward"), tr("Accuracy"), tr("KL"),    tr("Started")};
    return names[section];
}

void RunTableModel::setRuns(const QVector<RunSnapshot>& runs) {
    for (int row = int(m_runs.size()) - 1; row >= 0; --row) {
        const QString id = m_runs[row].id;
        if (std::any_of(runs.begin(), runs.end(), [&](const auto& r) { return r.id == id; }))
            continue;
        beginRemoveRows({}, row, row);
        m_runs.removeAt(row);
        endRemoveRows();
        m_shown.remove(id);
    }
    for (const auto& run : runs) {
        const int row = rowOf(run.id);
        if (row >= 0) {
            updateRow(row, run);
            continue;
        }
        const int at =
            int(std::lower_bound(m_runs.begin(), m_runs.end(), run, newerFirst) - m_runs.begin());
        m_lines.insert(run.id, int(m_lines.size()) % kColours);
        beginInsertRows({}, at, at);
        m_runs.insert(at, run);
        endInsertRows();
    }
}

void RunTableModel::updateRow(int row, const RunSnapshot& run) {
    m_runs[row] = run;
    Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
}

const RunSnapshot* RunTableModel::run(int row) const {
    return row >= 0 && row < m_runs.size() ? &m_runs[row] : nullptr;
}

int RunTableModel::rowOf(const QString& id) const {
    const auto found =
        std::find_if(m_runs.begin(), m_runs.end(), [&](const auto& r) { return r.id == id; });
    return found == m_runs.end() ? -1 : int(found - m_runs.begin());
}

void RunTableModel::setShown(const QString& id, bool shown) {
    const int row = rowOf(id);
    if (row < 0 || isShown(id) == shown || (shown && m_shown.size() >= kMostShown))
        return;
    if (shown)
        m_shown.insert(id);
    else
        m_shown.remove(id);
    Q_EMIT dataChanged(index(row, Swatch), index(row, Swatch));
    Q_EMIT shownChanged();
}

QVector<QString> RunTableModel::shownRuns() const {
    QVector<QString> ids;
    for (const auto& run : m_runs)
        if (m_shown.contains(run.id))
            ids.push_back(run.id);
    return ids;
}

} // namespace tiebreak
