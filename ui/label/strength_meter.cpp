#include "ui/label/strength_meter.h"

#include "ui/widgets/theme.h"

#include <QPainter>

namespace tiebreak {

namespace {

constexpr int kHeight = 8;
constexpr int kSteps = 7;
constexpr double kLine = 3;
constexpr double kDot = 3.5; // radius

} // namespace

StrengthMeter::StrengthMeter(Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme) {
    setFixedHeight(kHeight);
    setAttribute(Qt::WA_TransparentForMouseEvents);
    connect(&theme, &Theme::changed, this, [this] { update(); });
}

void StrengthMeter::setStrength(std::optional<int> strength) {
    if (m_strength == strength)
        return;
    m_strength = strength;
    update();
}

void StrengthMeter::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const double y = height() / 2.0, middle = width() / 2.0;
    painter.setPen(QPen(m_theme.color("border"), kLine, Qt::SolidLine, Qt::RoundCap));
    painter.drawLine(QPointF(kLine, y), QPointF(width() - kLine, y));
    painter.setPen(QPen(m_theme.color("border-strong"), 1));
    painter.drawLine(QPointF(middle, 0), QPointF(middle, height()));
    if (!m_strength)
        return;
    // The steps are equally wide; a step's middle is its place on the line.
    const double chosen = (*m_strength + kSteps / 2 + 0.5) * width() / kSteps;
    painter.setPen(QPen(m_theme.color("accent"), kLine));
    painter.drawLine(QPointF(middle, y), QPointF(chosen, y));
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_theme.color("accent"));
    painter.drawEllipse(QPointF(chosen, y), kDot, kDot);
}

} // namespace tiebreak
