#include "ui/playground/example_queries.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

static void initExampleResources() {
    Q_INIT_RESOURCE(examples);
}

namespace tiebreak {

QStringList exampleQueries(const QString& language) {
    initExampleResources();
    QFile file(":/examples/queries.json");
    if (!file.open(QIODevice::ReadOnly))
        qWarning("the example queries are missing");
    const auto queries =
        QJsonDocument::fromJson(file.readAll()).object().value("queries").toObject();
    const auto list = queries.contains(language) ? queries.value(language) : queries.value("en");
    QStringList out;
    for (const auto& query : list.toArray())
        out << query.toString();
    return out;
}

} // namespace tiebreak
