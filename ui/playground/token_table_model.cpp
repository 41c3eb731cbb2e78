#include "ui/playground/token_table_model.h"

#include "ui/widgets/number_text.h"

#include <algorithm>

namespace tiebreak {

namespace {

QString quoted(const std::string& text) {
    return '"' + QString::fromStdString(text).replace('"', QStringLiteral("\"\"")) + '"';
}

QString plain(double value) {
    return QString::number(value, 'g', 9);
}

/// What the processors left of the token itself.
double shareAfter(const InspectedToken& token) {
    const auto* own = ownAlternative(token);
    return own && !own->shares.empty() ? own->shares.back() : 0;
}

} // namespace

int TokenTableModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : int(m_findings.tokens.size());
}

int TokenTableModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : int(ColumnCount);
}

QString TokenTableModel::text(int row, int column) const {
    const auto& token = m_findings.tokens[size_t(row)];
    const auto* own = ownAlternative(token);
    const auto ratio = logRatio(m_findings, row);
    switch (column) {
    case Position:
        return countText(row);
    case Token:
        return visibleToken(token.text);
    case Id:
        return QString::number(token.id);
    case Probability:
        return shareText(probabilityOf(token));
    case Surprise:
        return decimalText(surpriseBits(token), 2);
    case Entropy:
        return decimalText(entropyBits(token), 2);
    case Rank:
        return own ? countText(own->rank + 1) : QString();
    case Ratio:
        return ratio ? decimalText(*ratio, 2) : QStringLiteral("–");
    case After:
        return shareText(shareAfter(token));
    default:
        return {};
    }
}

QVariant TokenTableModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    if (role == Qt::DisplayRole)
        return text(index.row(), index.column());
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignVCenter | (index.column() == Token ? Qt::AlignLeft : Qt::AlignRight));
    return {};
}

QVariant TokenTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignVCenter | (section == Token ? Qt::AlignLeft : Qt::AlignRight));
    if (role != Qt::DisplayRole)
        return {};
    const QStringList names{tr("Position"),    tr("Token"),           tr("Id"),
                            tr("Probability"), tr("Surprise, bits"),  tr("Entropy, bits"),
                            tr("Rank"),        tr("Log-ratio, nats"), tr("After")};
    return names.value(section);
}

void TokenTableModel::show(const TokenFindings& findings) {
    const auto known = m_findings.tokens.size();
    const bool grows =
        findings.tokens.size() >= known &&
        std::equal(m_findings.tokens.begin(), m_findings.tokens.end(), findings.tokens.begin());
    if (!grows) {
        beginResetModel();
        m_findings = findings;
        endResetModel();
        return;
    }
    if (findings.tokens.size() > known)
        beginInsertRows({}, int(known), int(findings.tokens.size()) - 1);
    m_findings = findings;
    if (findings.tokens.size() > known)
        endInsertRows();
    if (known > 0)
        Q_EMIT dataChanged(index(0, Ratio), index(int(known) - 1, Ratio));
}

QString tokensAsCsv(const TokenFindings& findings) {
    QString out = QStringLiteral("position,token,id,probability,logprob,surprise_bits,entropy_bits,"
                                 "rank,log_ratio,probability_after\n");
    for (int i = 0; i < int(findings.tokens.size()); ++i) {
        const auto& token = findings.tokens[size_t(i)];
        const auto* own = ownAlternative(token);
        const auto ratio = logRatio(findings, i);
        const QStringList cells{QString::number(i),
                                quoted(token.text),
                                QString::number(token.id),
                                plain(probabilityOf(token)),
                                plain(token.logprob),
                                plain(surpriseBits(token)),
                                plain(entropyBits(token)),
                                own ? QString::number(own->rank + 1) : QString(),
                                ratio ? plain(*ratio) : QString(),
                                plain(shareAfter(token))};
        out += cells.join(',') + '\n';
    }
    return out;
}

} // namespace tiebreak
