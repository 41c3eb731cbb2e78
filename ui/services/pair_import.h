// Pairs out of a file somebody brings along, read away from the window's thread and put into the
// workspace in one go. The window's thread.
#pragma once

#include "base/result.h"

#include <QStringList>

#include <functional>

class QObject;

namespace tiebreak {

class StoreService;

struct PairImport {
    int pairs = 0;
    QStringList problems; ///< "line 3: 'chosen' is missing"
};

/// `done` runs on the window's thread, unless `receiver` is gone by then.
void importPairFile(StoreService& store, const QString& file, QObject* receiver,
                    std::function<void(Result<PairImport>)> done);

} // namespace tiebreak
