#include "ui/shell/status_part.h"

#include "ui/widgets/stroke_icon.h"
#include "ui/widgets/theme.h"

#include <QPainter>

namespace tiebreak {

namespace {
constexpr int kPad = 8;
constexpr int kGap = 8;
constexpr int kDot = 8;
} // namespace

StatusPart::StatusPart(Theme& theme, QWidget* parent)
    : QAbstractButton(parent)
    , m_theme(theme) {
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);
    connect(&theme, &Theme::changed, this, [this] { updateGeometry(); });
}

void StatusPart::setSign(const QString& sign, const QString& color) {
    m_sign = sign;
    m_color = color;
    updateGeometry();
    update();
}

void StatusPart::setTexts(const QString& words, const QString& figure) {
    if (words == text() && figure == m_figure)
        return;
    m_figure = figure;
    setText(words);
    setAccessibleName(figure.isEmpty() ? words : words + ", " + figure);
    setToolTip(accessibleName());
    updateGeometry();
    update();
}

void StatusPart::setKey(const QString& key) {
    m_key = key;
    updateGeometry();
}

int StatusPart::signWidth() const {
    if (m_sign.isEmpty())
        return 0;
    return (m_sign == "dot" ? kDot : m_theme.scaled(14)) + kGap;
}

QSize StatusPart::sizeHint() const {
    const QFontMetrics words(m_theme.font(Theme::Type::Small)),
        mono(m_theme.font(Theme::Type::Mono));
    int width = 2 * kPad + signWidth() + words.horizontalAdvance(text()) + 2;
    if (!m_figure.isEmpty())
        width += kGap + mono.horizontalAdvance(m_figure) + 2;
    if (!m_key.isEmpty())
        width +=
            kGap + QFontMetrics(m_theme.font(Theme::Type::MonoSmall)).horizontalAdvance(m_key) + 10;
    return {width, m_theme.size("status") - 2};
}

void StatusPart::enterEvent(QEnterEvent*) {
    update();
}

void StatusPart::leaveEvent(QEvent*) {
    update();
}

int StatusPart::paintSign(QPainter& painter, int x) const {
    if (m_sign == "dot") {
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_theme.color(m_color));
        painter.drawEllipse(QRectF(x, (height() - kDot) / 2.0, kDot, kDot));
    } else if (!m_sign.isEmpty()) {
        const int side = m_theme.scaled(14);
        paintStrokeIcon(painter, m_sign, m_theme.color(m_color),
                        QRectF(x, (height() - side) / 2, side, side));
    }
    return x + signWidth();
}

void StatusPart::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (underMouse())
        painter.fillRect(rect(), m_theme.color("hover"));
    if (hasFocus()) {
        painter.setPen(QPen(m_theme.color("focus"), 2));
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 4, 4);
    }
    int x = paintSign(painter, kPad);
    const auto write = [&](const QFont& font, const QString& words, const char* ink) {
        const QFontMetrics metrics(font);
        const auto shown =
            metrics.elidedText(words, Qt::ElideRight, qMax(0, width() - x - kPad + 2));
        painter.setFont(font);
        painter.setPen(m_theme.color(ink));
        painter.drawText(QRect(x, 0, width() - x, height()), Qt::AlignVCenter | Qt::AlignLeft,
                         shown);
        x += metrics.horizontalAdvance(shown) + kGap;
    };
    write(m_theme.font(Theme::Type::Small), text(), "text-2");
    if (!m_figure.isEmpty())
        write(m_theme.font(Theme::Type::Mono), m_figure, "text-2");
    if (m_key.isEmpty())
        return;
    const auto font = m_theme.font(Theme::Type::MonoSmall);
    const QRect cap(x, (height() - m_theme.size("key")) / 2,
                    QFontMetrics(font).horizontalAdvance(m_key) + 10, m_theme.size("key"));
    painter.setPen(m_theme.color("key-border"));
    painter.setBrush(m_theme.color("key-bg"));
    painter.drawRoundedRect(QRectF(cap).adjusted(.5, .5, -.5, -.5), 4, 4);
    painter.setPen(m_theme.color("key-text"));
    painter.setFont(font);
    painter.drawText(cap, Qt::AlignCenter, m_key);
}

} // namespace tiebreak
