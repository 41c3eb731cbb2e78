#include "ui/widgets/neutral_slider.h"

#include "ui/widgets/theme.h"

#include <QKeyEvent>
#include <QPainter>
#include <QStyle>
#include <QWheelEvent>

namespace tiebreak {

NeutralSlider::NeutralSlider(Theme& theme, QWidget* parent)
    : QSlider(Qt::Horizontal, parent)
    , m_theme(theme) {
    setFocusPolicy(Qt::TabFocus);
}

void NeutralSlider::setNeutral(int step) {
    m_neutral = step;
    update();
}

void NeutralSlider::paintEvent(QPaintEvent* event) {
    if (m_neutral >= minimum() && m_neutral <= maximum()) {
        const int thumb = m_theme.size("thumb") + 2;
        const int x = thumb / 2 + QStyle::sliderPositionFromValue(minimum(), maximum(), m_neutral,
                                                                  width() - thumb);
        QPainter painter(this);
        painter.fillRect(QRect(x, height() / 2 - 6, 1, 12), m_theme.color("border-strong"));
    }
    QSlider::paintEvent(event);
}

void NeutralSlider::wheelEvent(QWheelEvent* event) {
    if (hasFocus())
        QSlider::wheelEvent(event);
    else
        event->ignore(); // a panel being scrolled must not change what lies under the pointer
}

void NeutralSlider::keyPressEvent(QKeyEvent* event) {
    int direction = 0;
    if (event->key() == Qt::Key_Up || event->key() == Qt::Key_Right)
        direction = 1;
    if (event->key() == Qt::Key_Down || event->key() == Qt::Key_Left)
        direction = -1;
    if (direction == 0) {
        QSlider::keyPressEvent(event);
        return;
    }
    Q_EMIT stepped(event->modifiers().testFlag(Qt::ShiftModifier) ? 10 * direction : direction);
    event->accept();
}

} // namespace tiebreak
