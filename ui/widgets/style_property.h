// Dynamic properties the style sheet selects by (kind, role, type, tone, state). Free functions,
// window's thread.
#pragma once

#include <QString>

class QWidget;

namespace tiebreak {

/// Sets the property and restyles the widget if it changed.
void setStyleProperty(QWidget* widget, const char* name, const QString& value);

} // namespace tiebreak
