#include "ui/label/judge_button.h"

#include "ui/widgets/key_cap.h"
#include "ui/widgets/style_property.h"
#include "ui/widgets/theme.h"

#include <QPainter>
#include <QStyleOptionButton>

namespace tiebreak {

namespace {

constexpr int kGap = 4;        // between the words and the caps, and between caps
constexpr int kCapPadding = 5; // at each side of a cap's letters
constexpr int kSide = 8;       // between the words and the edge
constexpr int kRingInset = 3;  // the look: the inner focus ring stands 3 px in

} // namespace

JudgeButton::JudgeButton(Theme& theme, Action& action, QWidget* parent)
    : QPushButton(parent)
    , m_theme(theme)
    , m_action(action) {
    setObjectName(action.id());
    setFocusPolicy(Qt::TabFocus);
    setCheckable(true);
    setStyleProperty(this, "kind", "judge");
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    connect(&action, &QAction::changed, this, &JudgeButton::followAction);
    connect(this, &QPushButton::clicked, &action, &QAction::trigger);
    connect(&theme, &Theme::changed, this, [this] { updateGeometry(); });
    followAction();
}

void JudgeButton::followAction() {
    setText(m_action.text());
    setAccessibleName(m_action.text());
    setChecked(m_action.isChecked());
    setEnabled(m_action.isEnabled());
    update();
}

void JudgeButton::setShortText(const QString& text) {
    m_shortText = text;
    update();
}

QStringList JudgeButton::caps() const {
    QStringList texts;
    for (const auto& keys : m_action.shortcuts())
        texts << keyText(keys);
    return texts;
}

int JudgeButton::capsWidth() const {
    const QFontMetrics metrics(m_theme.font(Theme::Type::MonoSmall));
    int width = 0;
    for (const auto& cap : caps())
        width += metrics.horizontalAdvance(cap) + 2 * kCapPadding + (width > 0 ? kGap : 0);
    return width;
}

QSize JudgeButton::sizeHint() const {
    ensurePolished();
    const int height = fontMetrics().height() + kGap + m_theme.size("key") + 2 * kSide;
    return {qMax(fontMetrics().horizontalAdvance(text()), capsWidth()) + 2 * kSide, height};
}

QSize JudgeButton::minimumSizeHint() const {
    const QString& words = m_shortText.isEmpty() ? text() : m_shortText;
    return {qMax(fontMetrics().horizontalAdvance(words), capsWidth()) + 2 * kSide,
            sizeHint().height()};
}

void JudgeButton::paintCaps(QPainter& painter, int top) const {
    QColor fill = m_theme.color("key-bg"), edge = m_theme.color("key-border"),
           ink = m_theme.color("key-text");
    if (isOnAccent()) {
        fill = edge = ink = m_theme.color("on-accent");
        fill.setAlphaF(0.14f);
        edge.setAlphaF(0.45f);
    }
    const QFont font = m_theme.font(Theme::Type::MonoSmall);
    const QFontMetrics metrics(font);
    painter.setFont(font);
    int x = (width() - capsWidth()) / 2;
    const int radius = m_theme.radius("small");
    for (const auto& cap : caps()) {
        const QRect rect(x, top, metrics.horizontalAdvance(cap) + 2 * kCapPadding,
                         m_theme.size("key"));
        painter.setPen(edge);
        painter.setBrush(fill);
        painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
        painter.setPen(ink);
        painter.drawText(rect, Qt::AlignCenter, cap);
        x += rect.width() + kGap;
    }
}

void JudgeButton::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QStyleOptionButton option;
    initStyleOption(&option);
    option.text.clear();
    style()->drawControl(QStyle::CE_PushButton, &option, &painter, this);
    if (hasFocus() && isOnAccent()) {
        painter.setPen(QPen(m_theme.color("focus-on-accent"), 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(kRingInset + 1, kRingInset + 1,
                                                        -kRingInset - 1, -kRingInset - 1),
                                kRingInset, kRingInset);
    }
    const bool fits = fontMetrics().horizontalAdvance(text()) + 2 * kSide <= width();
    const QString& words = fits || m_shortText.isEmpty() ? text() : m_shortText;
    const int content = fontMetrics().height() + kGap + m_theme.size("key");
    const int top = (height() - content) / 2;
    painter.setPen(m_theme.color(!isEnabled() ? "text-off" : isOnAccent() ? "on-accent" : "text"));
    painter.setFont(this->font());
    painter.drawText(QRect(0, top, width(), fontMetrics().height()), Qt::AlignCenter, words);
    paintCaps(painter, top + fontMetrics().height() + kGap);
    // The tooltip has what was shortened, and nothing otherwise.
    if (const QString whole = fits ? QString() : text(); toolTip() != whole)
        setToolTip(whole);
}

} // namespace tiebreak
