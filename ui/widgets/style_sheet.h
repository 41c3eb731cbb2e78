// The style sheet template filled from the tokens. A free function on values, any thread.
#pragma once

#include <QJsonObject>
#include <QString>

namespace tiebreak {

struct StyleSheetInputs {
    QJsonObject tokens;
    double scale = 1.0; ///< type and size grow with it; space, radius and line do not
    QString uiFamily;
    QString monoFamily;
    QString iconFolder;
};

/// A token of `group` in px: "size", "type" grow with the scale; "size" also knows the derived
/// names. -1 where there is no such token.
int tokenPx(const QJsonObject& tokens, const QString& group, const QString& name, double scale);

/// Replaces every @name@; a name without a token is warned about and left as it stands.
QString fillStyleSheet(const QString& text, const StyleSheetInputs& inputs);

} // namespace tiebreak
