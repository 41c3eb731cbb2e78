#include "ui/models/model_table_model.h"

#include <QFileInfo>
#include <QLocale>

#include <algorithm>

namespace tiebreak {

qint64 factNumber(const ModelVersionRecord& model, const char* key) {
    return model.facts.contains(key) && model.facts[key].is_number()
               ? qint64(model.facts[key].get<double>())
               : 0;
}

QString factText(const ModelVersionRecord& model, const char* key) {
    return model.facts.contains(key) && model.facts[key].is_string()
               ? QString::fromStdString(model.facts[key].get<std::string>())
               : QString();
}

QString parameterWords(qint64 parameters) {
    if (parameters <= 0)
        return {};
    const QLocale locale;
    if (parameters >= 1'000'000'000)
        return ModelTableModel::tr("%1 B").arg(locale.toString(double(parameters) / 1e9, 'f', 2));
    if (parameters >= 10'000'000)
        return ModelTableModel::tr("%1 M").arg(locale.toString(double(parameters) / 1e6, 'f', 0));
    return ModelTableModel::tr("%1 M").arg(locale.toString(double(parameters) / 1e6, 'f', 2));
}

QString sizeWords(qint64 bytes) {
    return bytes > 0 ? QLocale().formattedDataSize(bytes, bytes >= 10'000'000 ? 0 : 1,
                                                   QLocale::DataSizeSIFormat)
                     : QString();
}

int ModelTableModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : int(m_rows.size());
}

int ModelTableModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : int(ColumnCount);
}

QString ModelTableModel::text(const Row& row, int column) const {
    switch (column) {
    case Name:
        return QString::fromStdString(row.model.name);
    case Architecture:
        if (const qint64 rank = factNumber(row.model, "rank"))
            return tr("LoRA r %1").arg(rank);
        return factText(row.model, "architecture");
    case Parameters:
        return parameterWords(factNumber(row.model, "parameters"));
    case Weights:
        return factText(row.model, "weights");
    case Size:
        return row.missing ? tr("file is gone") : sizeWords(factNumber(row.model, "bytes"));
    default:
        return {};
    }
}

QVariant ModelTableModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= int(m_rows.size()))
        return {};
    const Row& row = m_rows[size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return text(row, index.column());
    case Qt::ToolTipRole:
        return index.column() == Name ? QString::fromStdString(row.model.path)
                                      : text(row, index.column());
    case Qt::TextAlignmentRole:
        return int(index.column() >= Parameters ? Qt::AlignRight | Qt::AlignVCenter
                                                : Qt::AlignLeft | Qt::AlignVCenter);
    case IdRole:
        return QString::fromStdString(row.model.id);
    case DepthRole:
        return row.depth;
    case MissingRole:
        return row.missing;
    default:
        return {};
    }
}

QVariant ModelTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(section >= Parameters ? Qt::AlignRight | Qt::AlignVCenter
                                         : Qt::AlignLeft | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    const QString names[ColumnCount] = {tr("Model"), tr("Architecture"), tr("Parameters"),
                                        tr("Weights"), tr("Size")};
    return names[section];
}

void ModelTableModel::append(const std::vector<ModelVersionRecord>& models,
                             const ModelVersionRecord& model, int depth,
                             std::vector<Row>& rows) const {
    const auto same = [&](const Row& row) { return row.model.id == model.id; };
    if (std::any_of(rows.begin(), rows.end(), same))
        return;
    rows.push_back({model, depth, !QFileInfo::exists(QString::fromStdString(model.path))});
    for (const auto& child : models)
        if (child.kind != "base" && child.parentId == model.id)
            append(models, child, depth + 1, rows);
}

void ModelTableModel::setModels(const std::vector<ModelVersionRecord>& models,
                                const QString& filter) {
    std::vector<Row> rows;
    for (const auto& model : models)
        if (model.kind == "base")
            append(models, model, 0, rows);
    for (const auto& model : models) // whose parent is not known here
        append(models, model, 0, rows);
    std::erase_if(rows, [&](const Row& row) {
        return !QString::fromStdString(row.model.name).contains(filter, Qt::CaseInsensitive);
    });
    beginResetModel(); // a list that changes when a scan or a checkpoint ends, not a live stream
    m_rows = std::move(rows);
    endResetModel();
}

int ModelTableModel::rowOf(const QString& id) const {
    for (size_t i = 0; i < m_rows.size(); ++i)
        if (QString::fromStdString(m_rows[i].model.id) == id)
            return int(i);
    return -1;
}

const ModelVersionRecord* ModelTableModel::model(int row) const {
    return row >= 0 && row < int(m_rows.size()) ? &m_rows[size_t(row)].model : nullptr;
}

} // namespace tiebreak
