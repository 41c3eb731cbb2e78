#include "ui/playground/alternatives_model.h"

#include "ui/playground/processor_words.h"
#include "ui/widgets/number_text.h"

namespace tiebreak {

int AlternativesModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : int(m_token.alternatives.size());
}

int AlternativesModel::columnCount(const QModelIndex& parent) const {
    if (parent.isValid())
        return 0;
    const int between = m_every ? qMax(0, int(m_stages.size()) - 2) : 0;
    return Before + 1 + between + 2;
}

int AlternativesModel::stageOf(int column) const {
    return column == afterColumn() ? int(m_stages.size()) - 1 : column - Before;
}

QString AlternativesModel::text(const TokenAlternative& a, int column) const {
    if (column == Rank)
        return countText(a.rank + 1);
    if (column == Token)
        return visibleToken(a.text);
    if (column != removedColumn()) {
        const auto stage = size_t(stageOf(column));
        const bool gone = a.removedBy >= 0 && int(stage) >= a.removedBy;
        return gone || stage >= a.shares.size() ? QStringLiteral("–") : shareText(a.shares[stage]);
    }
    if (a.removedBy >= 0)
        return tr("removed by %1").arg(processorWords(m_stages[size_t(a.removedBy)], m_parameters));
    return a.id == m_token.id ? tr("chosen") : QString();
}

QVariant AlternativesModel::data(const QModelIndex& index, int role) const {
    const auto* a = index.isValid() ? alternative(index.row()) : nullptr;
    if (!a)
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return text(*a, index.column());
    case Qt::ToolTipRole:
        return index.column() == Token || index.column() == removedColumn()
                   ? text(*a, index.column())
                   : QVariant();
    case Qt::TextAlignmentRole:
        return int(Qt::AlignVCenter |
                   (index.column() == Token || index.column() == removedColumn() ? Qt::AlignLeft
                                                                                 : Qt::AlignRight));
    case ChosenRole:
        return a->id == m_token.id;
    case RemovedRole:
        return a->removedBy >= 0;
    default:
        return {};
    }
}

QVariant AlternativesModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(
            Qt::AlignVCenter |
            (section == Token || section == removedColumn() ? Qt::AlignLeft : Qt::AlignRight));
    if (role != Qt::DisplayRole)
        return {};
    if (section == Rank)
        return tr("Rank");
    if (section == Token)
        return tr("Token");
    if (section == Before)
        return tr("Before");
    if (section == removedColumn())
        return QString();
    if (section == afterColumn())
        return tr("After");
    const auto stage = size_t(stageOf(section));
    return stage < m_stages.size() ? processorShortName(m_stages[stage]) : QString();
}

void AlternativesModel::show(const InspectedToken& token, const std::vector<std::string>& stages,
                             const SamplingParameters& parameters) {
    beginResetModel();
    m_token = token;
    m_stages = stages;
    m_parameters = parameters;
    endResetModel();
}

void AlternativesModel::clear() {
    show({}, {}, {});
}

void AlternativesModel::setEveryStage(bool every) {
    beginResetModel();
    m_every = every;
    endResetModel();
}

const TokenAlternative* AlternativesModel::alternative(int row) const {
    return row >= 0 && row < rowCount() ? &m_token.alternatives[size_t(row)] : nullptr;
}

int AlternativesModel::chosenRow() const {
    for (int row = 0; row < rowCount(); ++row)
        if (m_token.alternatives[size_t(row)].id == m_token.id)
            return row;
    return -1;
}

} // namespace tiebreak
