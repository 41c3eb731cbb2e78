#include "ui/widgets/stroke_icon.h"

#include "ui/widgets/theme.h"

#include <QFile>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

namespace tiebreak {

namespace {

QPixmap renderIcon(const QString& name, const QColor& color, const QSize& pixels) {
    const QString key = QString("tb/%1/%2/%3x%4")
                            .arg(name, color.name(QColor::HexArgb))
                            .arg(pixels.width())
                            .arg(pixels.height());
    QPixmap out;
    if (QPixmapCache::find(key, &out))
        return out;
    QFile file(":/look/icons/" + name + ".svg");
    if (!file.open(QIODevice::ReadOnly)) {
        qWarning("icon '%s' is not in the resources", qPrintable(name));
        return {};
    }
    QSvgRenderer renderer(file.readAll().replace("currentColor", color.name().toLatin1()));
    out = QPixmap(pixels);
    out.fill(Qt::transparent);
    QPainter painter(&out);
    renderer.render(&painter);
    QPixmapCache::insert(key, out);
    return out;
}

const char* colorFor(QIcon::Mode mode, QIcon::State state) {
    if (mode == QIcon::Disabled)
        return "text-off";
    return state == QIcon::On ? "accent" : "text-2";
}

} // namespace

StrokeIcon::StrokeIcon(const Theme& theme, QString name)
    : m_theme(&theme)
    , m_name(std::move(name)) {}

void StrokeIcon::paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State state) {
    if (m_theme)
        paintStrokeIcon(*painter, m_name, m_theme->color(colorFor(mode, state)), rect);
}

QPixmap StrokeIcon::pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) {
    return m_theme ? renderIcon(m_name, m_theme->color(colorFor(mode, state)), size) : QPixmap();
}

QIconEngine* StrokeIcon::clone() const {
    return m_theme ? new StrokeIcon(*m_theme, m_name) : nullptr;
}

void paintStrokeIcon(QPainter& painter, const QString& name, const QColor& color,
                     const QRectF& rect) {
    const double ratio = painter.device() ? painter.device()->devicePixelRatioF() : 1.0;
    auto picture = renderIcon(name, color, (rect.size() * ratio).toSize());
    picture.setDevicePixelRatio(ratio);
    painter.drawPixmap(rect.topLeft(), picture);
}

} // namespace tiebreak
