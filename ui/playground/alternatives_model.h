// What else could have come at one token: rank, token, its probability before the processors, after
// each and at the end, and which processor removed it. The window's thread.
#pragma once

#include "ui/playground/token_text.h"

#include <QAbstractTableModel>

namespace tiebreak {

class AlternativesModel : public QAbstractTableModel {
    Q_OBJECT

public:
    /// The stages between Before and After come between them where they are shown.
    enum Column { Rank, Token, Before };
    enum Role { ChosenRole = Qt::UserRole + 1, RemovedRole };

    using QAbstractTableModel::QAbstractTableModel;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    void show(const InspectedToken& token, const std::vector<std::string>& stages,
              const SamplingParameters& parameters);
    void clear();
    /// A column for each processor, or only before and after.
    void setEveryStage(bool every);
    const TokenAlternative* alternative(int row) const;
    /// Row of the token that came; −1: none.
    int chosenRow() const;
    int afterColumn() const { return columnCount() - 2; }
    int removedColumn() const { return columnCount() - 1; }
    void retranslate() { Q_EMIT headerDataChanged(Qt::Horizontal, 0, columnCount() - 1); }

private:
    int stageOf(int column) const;
    QString text(const TokenAlternative& alternative, int column) const;

    InspectedToken m_token;
    std::vector<std::string> m_stages;
    SamplingParameters m_parameters;
    bool m_every = false;
};

} // namespace tiebreak
