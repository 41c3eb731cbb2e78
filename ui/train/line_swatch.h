// The small line with a marker that stands for a run on curves, legends and the run table. The
// window's thread.
#pragma once

#include <QPixmap>
#include <QWidget>

class QPainter;

namespace tiebreak {

class Theme;

/// Paints the swatch of a run colour inside `area`; the second key of a card is dashed.
void paintSwatch(QPainter& painter, const QRectF& area, const Theme& theme, int line,
                 bool second = false);

class LineSwatch : public QWidget {
    Q_OBJECT

public:
    LineSwatch(const Theme& theme, int line, bool second, QWidget* parent = nullptr);
    QSize sizeHint() const override { return {24, 14}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Theme& m_theme;
    int m_line;
    bool m_second;
};

} // namespace tiebreak
