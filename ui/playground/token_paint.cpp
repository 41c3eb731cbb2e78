#include "ui/playground/token_paint.h"

#include <QPainter>

namespace tiebreak {

namespace {

constexpr double kRadius = 3;

/// `outward`: −1 for a line over the token, 1 for one under it.
void paintLine(QPainter& painter, int left, int right, int y, TokenLine line, int outward) {
    QPen pen = painter.pen();
    pen.setCapStyle(Qt::FlatCap);
    pen.setStyle(line == TokenLine::Dotted ? Qt::DotLine : Qt::SolidLine);
    pen.setWidth(line == TokenLine::Thick ? 2 : 1);
    painter.setPen(pen);
    painter.drawLine(left, y, right, y);
    if (line == TokenLine::Double)
        painter.drawLine(left, y - 2 * outward, right, y - 2 * outward);
}

} // namespace

void paintShade(QPainter& painter, const QRect& rect, const TokenShade& shade, const QColor& ink) {
    painter.setRenderHint(QPainter::Antialiasing, true);
    if (shade.fill.isValid()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(shade.fill);
        painter.drawRoundedRect(rect, kRadius, kRadius);
    }
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(ink);
    if (shade.under != TokenLine::None)
        paintLine(painter, rect.left() + 1, rect.right() - 1, rect.bottom() - 1, shade.under, 1);
    if (shade.over != TokenLine::None)
        paintLine(painter, rect.left() + 1, rect.right() - 1, rect.top() + 1, shade.over, -1);
}

void paintOutline(QPainter& painter, const QRect& rect, const QColor& color, int width) {
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setPen(QPen(color, width));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(QRectF(rect).adjusted(-1, -1, 1, 1), kRadius + 1, kRadius + 1);
}

} // namespace tiebreak
