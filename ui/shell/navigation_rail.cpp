#include "ui/shell/navigation_rail.h"

#include "ui/shell/rail_button.h"
#include "ui/widgets/theme.h"

#include <QKeyEvent>
#include <QPainter>
#include <QVBoxLayout>

namespace tiebreak {

NavigationRail::NavigationRail(Theme& theme, QWidget* parent)
    : Card("rail", parent)
    , m_theme(theme)
    , m_layout(new QVBoxLayout(this)) {
    setAccessibleName(tr("Pages"));
    m_layout->setSpacing(2);
    m_layout->addStretch();
    fitWidth();
    connect(&theme, &Theme::changed, this, &NavigationRail::fitWidth);
}

void NavigationRail::addEntry(const QString& id, const QString& icon, const QString& digit) {
    auto* entry = new RailButton(m_theme, icon, digit, this);
    entry->setObjectName(id);
    m_layout->insertWidget(digit.isEmpty() ? m_layout->count() : m_top++, entry);
    m_buttons << entry;
    connect(entry, &QAbstractButton::clicked, this, [this, id] { Q_EMIT chosen(id); });
}

RailButton* NavigationRail::button(const QString& id) const {
    for (auto* entry : m_buttons)
        if (entry->objectName() == id)
            return entry;
    return nullptr;
}

void NavigationRail::setTitle(const QString& id, const QString& title) {
    if (auto* entry = button(id)) {
        entry->setText(title);
        entry->setAccessibleName(title);
        fitWidth();
    }
}

void NavigationRail::setBadge(const QString& id, const QString& badge) {
    if (auto* entry = button(id))
        entry->setBadge(badge);
}

void NavigationRail::setCurrent(const QString& id) {
    for (auto* entry : m_buttons)
        entry->setChecked(entry->objectName() == id);
}

void NavigationRail::fitWidth() {
    m_layout->setContentsMargins(0, m_theme.size("header"), 1, 8);
    int width = m_theme.size("rail");
    for (const auto* entry : m_buttons)
        width = qMax(width, entry->sizeHint().width());
    setFixedWidth(width);
}

void NavigationRail::paintEvent(QPaintEvent* event) {
    Card::paintEvent(event);
    // The mark: two answers, one of them chosen.
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const auto accent = m_theme.color("accent");
    const double unit = m_theme.scaled(100) / 100.0;
    const double left = width() / 2.0 - 14 * unit, top = m_theme.size("header") / 2.0 - 10 * unit;
    painter.setPen(QPen(accent, 2 * unit));
    painter.setBrush(accent);
    painter.drawRoundedRect(QRectF(left, top, 10 * unit, 19 * unit), 2.5, 2.5);
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(QRectF(left + 18 * unit, top, 10 * unit, 19 * unit), 2.5, 2.5);
}

void NavigationRail::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Down)
        focusNextChild();
    else if (event->key() == Qt::Key_Up)
        focusPreviousChild();
    else
        Card::keyPressEvent(event);
}

} // namespace tiebreak
