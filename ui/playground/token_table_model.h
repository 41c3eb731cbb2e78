// The tokens of a response as a table: the twin of the coloured text, for screen readers and for
// copying. The window's thread.
#pragma once

#include "ui/playground/token_text.h"

#include <QAbstractTableModel>

namespace tiebreak {

class TokenTableModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column {
        Position,
        Token,
        Id,
        Probability,
        Surprise,
        Entropy,
        Rank,
        Ratio,
        After,
        ColumnCount
    };

    using QAbstractTableModel::QAbstractTableModel;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    /// Rows that are new are appended where the rest is the same.
    void show(const TokenFindings& findings);
    void retranslate() { Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1); }

private:
    QString text(int row, int column) const;

    TokenFindings m_findings;
};

/// All of it with a head, C locale, one row a token; the text in quotes.
QString tokensAsCsv(const TokenFindings& findings);

} // namespace tiebreak
