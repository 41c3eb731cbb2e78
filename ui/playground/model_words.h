// What the Playground says about the model: whether it is there, what it is, and how much of its
// context the prompt takes. Values, the window's thread (tr).
#pragma once

#include "ui/services/model_session.h"

#include <QString>

namespace tiebreak {

struct ModelWords {
    QString name;
    QString line; ///< "SmolLM2-135M-Instruct is ready"
    QString fact; ///< "135 M parameters, Q4_1"
    bool ready = false;
    bool busy = false;
};

/// `progress`: how much of the file is read, in words, may be empty.
ModelWords modelWords(const ModelSession& models, const QString& progress);

struct ContextWords {
    QString whole; ///< "31 prompt tokens of 2 048"
    QString brief; ///< "31 / 2 048", where the whole has no room
};

ContextWords contextWords(const ModelSession& models, bool engineStopped, qint64 promptTokens,
                          const QString& progress);

} // namespace tiebreak
