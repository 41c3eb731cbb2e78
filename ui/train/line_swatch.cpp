#include "ui/train/line_swatch.h"

#include "ui/widgets/theme.h"

#include <QPainter>
#include <QPainterPath>

namespace tiebreak {

namespace {

QPainterPath markerPath(const QString& name, QPointF c, double r) {
    QPainterPath path;
    if (name.startsWith(QLatin1String("square"))) {
        path.addRect(QRectF(c.x() - r, c.y() - r, 2 * r, 2 * r));
    } else if (name.startsWith(QLatin1String("triangle"))) {
        path.addPolygon(
            QPolygonF({{c.x(), c.y() - r}, {c.x() + r, c.y() + r}, {c.x() - r, c.y() + r}}));
        path.closeSubpath();
    } else if (name.startsWith(QLatin1String("diamond"))) {
        path.addPolygon(QPolygonF(
            {{c.x(), c.y() - r}, {c.x() + r, c.y()}, {c.x(), c.y() + r}, {c.x() - r, c.y()}}));
        path.closeSubpath();
    } else if (name == QLatin1String("cross") || name == QLatin1String("plus")) {
        const double d = name == QLatin1String("cross") ? r * 0.75 : 0;
        const double s = d > 0 ? d : r;
        path.moveTo(c.x() - s, c.y() - d);
        path.lineTo(c.x() + s, c.y() + d);
        path.moveTo(c.x() - d, c.y() + s);
        path.lineTo(c.x() + d, c.y() - s);
    } else {
        path.addEllipse(c, r, r);
    }
    return path;
}

} // namespace

void paintSwatch(QPainter& painter, const QRectF& area, const Theme& theme, int line, bool second) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor color = theme.line(line);
    QPen pen(color, 2.0, second ? Qt::DashLine : theme.lineDash(line));
    painter.setPen(pen);
    const QPointF centre = area.center();
    painter.drawLine(QPointF(area.left() + 1, centre.y()), QPointF(area.right() - 1, centre.y()));
    if (!second) {
        const QString name = theme.lineMarker(line);
        const bool open = name.endsWith(QLatin1String("-open"));
        painter.setPen(QPen(color, 1.5));
        painter.setBrush(open ? theme.color(QStringLiteral("surface")) : color);
        painter.drawPath(markerPath(name, centre, 3.5));
    }
    painter.restore();
}

LineSwatch::LineSwatch(const Theme& theme, int line, bool second, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_line(line)
    , m_second(second) {
    setFixedSize(sizeHint());
}

void LineSwatch::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    paintSwatch(painter, rect(), m_theme, m_line, m_second);
}

} // namespace tiebreak
