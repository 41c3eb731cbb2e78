#include "ui/shell/rail_button.h"

#include "ui/widgets/stroke_icon.h"
#include "ui/widgets/theme.h"

#include <QPainter>

namespace tiebreak {

namespace {
constexpr int kSideMargin = 6;
}

RailButton::RailButton(Theme& theme, QString icon, QString digit, QWidget* parent)
    : QAbstractButton(parent)
    , m_theme(theme)
    , m_icon(std::move(icon))
    , m_digit(std::move(digit)) {
    setCheckable(true);
    setFocusPolicy(Qt::TabFocus);
    connect(&theme, &Theme::changed, this, [this] { updateGeometry(); });
}

void RailButton::setBadge(const QString& badge) {
    m_badge = badge;
    update();
}

QSize RailButton::sizeHint() const {
    const QFontMetrics metrics(m_theme.font(Theme::Type::Caption));
    const int needed = metrics.horizontalAdvance(text()) + 2 * kSideMargin + 4;
    return {qMax(m_theme.size("rail"), needed), m_theme.size("rail-item")};
}

void RailButton::enterEvent(QEnterEvent*) {
    update();
}

void RailButton::leaveEvent(QEvent*) {
    update();
}

void RailButton::paintPlate(QPainter& painter) const {
    const QRectF plate = QRectF(rect()).adjusted(kSideMargin + 2, 2, -kSideMargin - 2, -2);
    const int radius = m_theme.radius("control");
    painter.setPen(Qt::NoPen);
    if (isChecked() || underMouse()) {
        painter.setBrush(m_theme.color(isChecked() ? "accent-soft" : "hover"));
        painter.drawRoundedRect(plate, radius, radius);
    }
    if (isChecked()) {
        painter.setBrush(m_theme.color("accent"));
        painter.drawRoundedRect(QRectF(-2, height() / 2.0 - 12, 5, 24), 2, 2);
    }
    if (hasFocus()) {
        painter.setPen(QPen(m_theme.color("focus"), 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(plate.adjusted(1, 1, -1, -1), radius, radius);
    }
}

void RailButton::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintPlate(painter);

    const auto ink = m_theme.color(isChecked() ? "accent" : "text-2");
    auto names = m_theme.font(Theme::Type::Caption);
    names.setWeight(isChecked() ? QFont::DemiBold : QFont::Medium);
    const int icon = m_theme.size("rail-icon");
    const int textHeight = QFontMetrics(names).height();
    const int top = (height() - icon - 3 - textHeight) / 2;
    paintStrokeIcon(painter, m_icon, ink, QRectF((width() - icon) / 2, top, icon, icon));
    painter.setFont(names);
    painter.setPen(ink);
    painter.drawText(QRect(0, top + icon + 3, width(), textHeight), Qt::AlignCenter, text());

    painter.setFont(m_theme.font(Theme::Type::MonoSmall));
    painter.setPen(
        m_theme.color(m_badge.isEmpty() ? (isChecked() ? "accent" : "text-3") : "accent"));
    const QRect corner(width() / 2 + icon / 2 + 4, 4, width() / 2 - icon / 2 - kSideMargin - 6,
                       textHeight);
    painter.drawText(corner, Qt::AlignRight | Qt::AlignVCenter, m_digit);
    if (!m_badge.isEmpty())
        painter.drawText(corner.translated(0, textHeight), Qt::AlignRight | Qt::AlignVCenter,
                         m_badge);
}

} // namespace tiebreak
