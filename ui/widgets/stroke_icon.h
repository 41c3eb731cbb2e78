// An icon of one colour: an SVG whose currentColor is replaced when it is drawn, so that a change
// of theme needs no new icon. The theme must outlive the widgets that show it. The window's thread.
#pragma once

#include <QIcon>
#include <QIconEngine>
#include <QPointer>

namespace tiebreak {

class Theme;

class StrokeIcon : public QIconEngine {
public:
    StrokeIcon(const Theme& theme, QString name);

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State state) override;
    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override;
    QIconEngine* clone() const override;

private:
    QPointer<const Theme> m_theme;
    QString m_name;
};

/// Draws the named icon in that colour into `rect`.
void paintStrokeIcon(QPainter& painter, const QString& name, const QColor& color,
                     const QRectF& rect);

} // namespace tiebreak
