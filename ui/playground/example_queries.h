// The example queries of the first run, from resources/examples/queries.json. The window's thread.
#pragma once

#include <QStringList>

namespace tiebreak {

/// In the file's order; for `language` where it has them, else in English.
QStringList exampleQueries(const QString& language);

} // namespace tiebreak
