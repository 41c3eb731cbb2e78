#include "ui/widgets/action_button.h"

#include "ui/widgets/key_cap.h"
#include "ui/widgets/stroke_icon.h"
#include "ui/widgets/style_property.h"
#include "ui/widgets/theme.h"

#include <QPainter>
#include <QStyleOptionButton>

namespace tiebreak {

namespace {

constexpr int kGap = 8;

QString kindName(Action::Kind kind) {
    switch (kind) {
    case Action::Kind::Quiet:
        return "quiet";
    case Action::Kind::Primary:
        return "primary";
    case Action::Kind::Danger:
        return "danger";
    case Action::Kind::Plain:
        break;
    }
    return {};
}

} // namespace

ActionButton::ActionButton(Theme& theme, Action& action, QWidget* parent)
    : ActionButton(theme, action.text(), action.iconName(), action.shortcut(), action.kind(),
                   parent) {
    m_action = &action;
    setObjectName(action.id());
    connect(&action, &QAction::changed, this, &ActionButton::followAction);
    connect(this, &QPushButton::clicked, &action, &QAction::trigger);
    followAction();
}

ActionButton::ActionButton(Theme& theme, const QString& text, const QString& icon,
                           const QKeySequence& keys, Action::Kind kind, QWidget* parent)
    : QPushButton(text, parent)
    , m_theme(theme)
    , m_icon(icon)
    , m_keys(keys) {
    setFocusPolicy(Qt::TabFocus);
    setKind(kind);
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    connect(&theme, &Theme::changed, this, [this] { updateGeometry(); });
}

void ActionButton::followAction() {
    m_icon = m_action->iconName();
    m_keys = m_action->shortcut();
    setText(m_action->text());
    setCheckable(m_action->isCheckable());
    setChecked(m_action->isChecked());
    setEnabled(m_action->isEnabled());
    setToolTip(m_action->disabledReason());
    updateGeometry();
    update();
}

void ActionButton::nextCheckState() {
    // A bound button shows the action's state, which changes when clicked() reaches it.
    if (!m_action)
        QPushButton::nextCheckState();
}

void ActionButton::setKind(Action::Kind kind) {
    m_kind = kind;
    setStyleProperty(this, "kind", kindName(kind));
}

void ActionButton::setDensity(const QString& density) {
    setStyleProperty(this, "density", density);
}

void ActionButton::setIconName(const QString& name) {
    m_icon = name;
    updateGeometry();
    update();
}

void ActionButton::setKeys(const QKeySequence& keys) {
    m_keys = keys;
    updateGeometry();
    update();
}

void ActionButton::setCapShown(bool shown) {
    if (m_capShown == shown)
        return;
    m_capShown = shown;
    updateGeometry();
    update();
}

void ActionButton::setInk(const QString& colorName) {
    m_ink = colorName;
    update();
}

void ActionButton::setDisabledReason(const QString& reason) {
    setEnabled(reason.isEmpty());
    setToolTip(reason);
}

QString ActionButton::capText() const {
    return m_capShown ? keyText(m_keys) : QString();
}

int ActionButton::contentWidth() const {
    int width = 0;
    if (!m_icon.isEmpty())
        width += m_theme.size("icon") + (text().isEmpty() ? 0 : kGap);
    if (!text().isEmpty())
        width += fontMetrics().horizontalAdvance(text()) + 1;
    if (!capText().isEmpty())
        width += kGap +
                 QFontMetrics(m_theme.font(Theme::Type::MonoSmall)).horizontalAdvance(capText()) +
                 10;
    return width;
}

QSize ActionButton::sizeHint() const {
    ensurePolished();
    QStyleOptionButton option;
    initStyleOption(&option);
    option.text.clear();
    const QSize content(contentWidth(), fontMetrics().height());
    return style()->sizeFromContents(QStyle::CT_PushButton, &option, content, this);
}

bool ActionButton::isOnAccent() const {
    return isEnabled() &&
           (m_kind == Action::Kind::Primary || (property("kind") == "judge" && isChecked()));
}

QString ActionButton::inkName() const {
    if (!isEnabled())
        return "text-off";
    if (isOnAccent())
        return "on-accent";
    if (!m_ink.isEmpty())
        return m_ink;
    if (m_kind == Action::Kind::Danger)
        return underMouse() ? "bad-hover" : "bad";
    if (isChecked())
        return "accent";
    return m_kind == Action::Kind::Quiet && !underMouse() ? "text-2" : "text";
}

void ActionButton::paintCap(QPainter& painter, const QRect& rect) const {
    auto fill = m_theme.color("key-bg"), edge = m_theme.color("key-border"),
         ink = m_theme.color("key-text");
    if (isOnAccent()) {
        fill = edge = ink = m_theme.color("on-accent");
        fill.setAlphaF(0.14f);
        edge.setAlphaF(0.45f);
    } else if (!isEnabled()) {
        fill = Qt::transparent;
        edge = m_theme.color("border");
        ink = m_theme.color("text-off");
    }
    painter.setPen(edge);
    painter.setBrush(fill);
    const int radius = m_theme.radius("small");
    painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
    painter.setPen(ink);
    painter.setFont(m_theme.font(Theme::Type::MonoSmall));
    painter.drawText(rect, Qt::AlignCenter, capText());
}

void ActionButton::paintInnerRing(QPainter& painter) const {
    painter.setPen(QPen(m_theme.color("focus-on-accent"), 2));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(QRectF(rect()).adjusted(4, 4, -4, -4), 3, 3);
}

void ActionButton::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QStyleOptionButton option;
    initStyleOption(&option);
    option.text.clear();
    option.icon = {};
    style()->drawControl(QStyle::CE_PushButton, &option, &painter, this);
    if (hasFocus() && isOnAccent())
        paintInnerRing(painter);

    const auto ink = m_theme.color(inkName());
    int x = (width() - contentWidth()) / 2;
    const int icon = m_theme.size("icon");
    if (!m_icon.isEmpty()) {
        paintStrokeIcon(painter, m_icon, ink, QRectF(x, (height() - icon) / 2, icon, icon));
        x += icon + kGap;
    }
    const auto cap = capText();
    const int capWidth =
        cap.isEmpty()
            ? 0
            : QFontMetrics(m_theme.font(Theme::Type::MonoSmall)).horizontalAdvance(cap) + 10;
    const int textWidth = fontMetrics().horizontalAdvance(text()) + 1;
    painter.setPen(ink);
    painter.setFont(font());
    painter.drawText(QRect(x, 0, textWidth, height()), Qt::AlignVCenter | Qt::AlignLeft, text());
    const int capHeight = m_theme.size("key");
    if (capWidth > 0)
        paintCap(painter,
                 QRect(x + textWidth + kGap, (height() - capHeight) / 2, capWidth, capHeight));
}

} // namespace tiebreak
