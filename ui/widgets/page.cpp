#include "ui/widgets/page.h"

#include <QEvent>

namespace tiebreak {

Page::Page(QString id, QString icon, Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_id(std::move(id))
    , m_icon(std::move(icon))
    , m_theme(theme) {
    setObjectName(m_id);
    setProperty("role", "page");
    setAttribute(Qt::WA_StyledBackground);
}

void Page::activated(const QVariant&) {
    setFocus();
}

Action* Page::addPageAction(const ActionSpec& spec) {
    auto* action = new Action(spec, this);
    m_actions << action;
    return action;
}

void Page::setSubtitle(const QString& subtitle) {
    if (m_subtitle == subtitle)
        return;
    m_subtitle = subtitle;
    Q_EMIT subtitleChanged(subtitle);
}

void Page::setBadge(const QString& badge) {
    if (m_badge == badge)
        return;
    m_badge = badge;
    Q_EMIT badgeChanged(badge);
}

void Page::setHeaderShown(bool shown) {
    if (m_headerShown == shown)
        return;
    m_headerShown = shown;
    Q_EMIT headerShownChanged(shown);
}

void Page::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) {
        for (auto* action : m_actions)
            action->retranslate();
        retranslate();
    }
    QWidget::changeEvent(event);
}

} // namespace tiebreak
