// Models as rows: base models, under each the checkpoints that were trained from it. The window's
// thread.
#pragma once

#include "store/records.h"

#include <QAbstractTableModel>

#include <vector>

namespace tiebreak {

class ModelTableModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Name, Architecture, Parameters, Weights, Size, ColumnCount };
    enum Role { IdRole = Qt::UserRole + 1, DepthRole, MissingRole };

    using QAbstractTableModel::QAbstractTableModel;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    void setModels(const std::vector<ModelVersionRecord>& models, const QString& filter);
    int rowOf(const QString& id) const;
    const ModelVersionRecord* model(int row) const;

private:
    struct Row {
        ModelVersionRecord model;
        int depth = 0;
        bool missing = false;
    };
    void append(const std::vector<ModelVersionRecord>& models, const ModelVersionRecord& model,
                int depth, std::vector<Row>& rows) const;
    QString text(const Row& row, int column) const;

    std::vector<Row> m_rows;
};

/// "134 M", "1.24 B"; empty for 0.
QString parameterWords(qint64 parameters);
/// "94 MB"; empty for 0.
QString sizeWords(qint64 bytes);
/// A fact of the model as a number, 0 when it is not known.
qint64 factNumber(const ModelVersionRecord& model, const char* key);
/// A fact of the model as text, empty when it is not known.
QString factText(const ModelVersionRecord& model, const char* key);

} // namespace tiebreak
