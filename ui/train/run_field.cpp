#include "ui/train/run_field.h"

#include "ui/train/run_field_table.h"

#include <QCoreApplication>

namespace tiebreak {

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("tiebreak", text);
}

QStringList words(const char* text) {
    return QString::fromLatin1(text).split(QLatin1Char(' '), Qt::SkipEmptyParts);
}

RunField fieldFrom(const RunFieldRow& row) {
    return {QString::fromLatin1(row.key),
            QString::fromLatin1(row.group),
            tr(row.name),
            tr(row.words),
            row.kind,
            row.range,
            words(row.choices),
            QString::fromLatin1(row.methods),
            row.optional,
            row.common};
}

} // namespace

bool RunField::belongsTo(const QString& method) const {
    return methods.isEmpty() || methods.split(QLatin1Char(' ')).contains(method);
}

std::vector<RunFieldGroup> runFieldGroups() {
    return {{QStringLiteral("method"), tr("Method")},
            {QStringLiteral("learning"), tr("Learning")},
            {QStringLiteral("length"), tr("Length of the run")},
            {QStringLiteral("adapter"), tr("Adapter")},
            {QStringLiteral("model"), tr("Model and tokens")},
            {QStringLiteral("machine"), tr("Machine")},
            {QStringLiteral("keeping"), tr("Keeping and measuring")}};
}

std::vector<RunField> runFields() {
    std::vector<RunField> fields;
    for (const auto& rows : {methodFieldRows(), ppoFieldRows(), sharedFieldRows()})
        for (const auto& row : rows)
            fields.push_back(fieldFrom(row));
    return fields;
}

} // namespace tiebreak
