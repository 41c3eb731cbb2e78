// Draws what marks a token: its fill and the lines under and over it. Pure functions; the window's
// thread.
#pragma once

#include "ui/playground/token_shade.h"

#include <QRect>

class QPainter;

namespace tiebreak {

/// Fill and lines of `shade` in `rect`; lines in `ink`.
void paintShade(QPainter& painter, const QRect& rect, const TokenShade& shade, const QColor& ink);
/// An outline around `rect`, `width` px.
void paintOutline(QPainter& painter, const QRect& rect, const QColor& color, int width);

} // namespace tiebreak
