#include "ui/widgets/dot.h"

#include <QPainter>

namespace tiebreak {

namespace {
constexpr int kDot = 8;
}

QPixmap dotPixmap(const QColor& color, double ratio) {
    QPixmap out(QSize(kDot, kDot) * ratio);
    out.setDevicePixelRatio(ratio);
    out.fill(Qt::transparent);
    QPainter painter(&out);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawEllipse(0, 0, kDot, kDot);
    return out;
}

} // namespace tiebreak
