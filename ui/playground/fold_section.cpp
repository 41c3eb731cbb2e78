#include "ui/playground/fold_section.h"

#include "ui/widgets/text_label.h"
#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QMouseEvent>
#include <QToolButton>

namespace tiebreak {

FoldSection::FoldSection(Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_button(new QToolButton)
    , m_summary(new TextLabel({}, "small", "muted"))
    , m_content(new QWidget)
    , m_body(new QVBoxLayout(m_content)) {
    m_button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_button->setFocusPolicy(Qt::TabFocus);
    m_button->setAutoRaise(true);
    auto* line = new QHBoxLayout;
    line->setContentsMargins(0, 0, 8, 0);
    line->addWidget(m_button);
    line->addStretch();
    line->addWidget(m_summary);
    m_body->setContentsMargins(0, 4, 0, 4);
    m_body->setSpacing(8);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(line);
    layout->addWidget(m_content);
    connect(m_button, &QToolButton::clicked, this, &FoldSection::toggle);
    const auto fit = [this, &theme] { m_button->setMinimumHeight(theme.size("control-small")); };
    fit();
    connect(&theme, &Theme::changed, this, fit);
    connect(&theme, &Theme::changed, this, [this] { setOpen(m_open); });
    setOpen(false);
}

void FoldSection::setTitle(const QString& title) {
    m_button->setText(title);
    m_button->setAccessibleName(title);
}

void FoldSection::setSummary(const QString& summary) {
    m_summary->showText(summary);
    m_button->setAccessibleDescription(summary);
}

void FoldSection::setOpen(bool open) {
    m_open = open;
    m_button->setIcon(m_theme.icon(open ? "ctl-chevron-down" : "ctl-chevron-right"));
    m_content->setVisible(open);
}

void FoldSection::toggle() {
    setOpen(!m_open);
    Q_EMIT toggled(m_open);
}

void FoldSection::mousePressEvent(QMouseEvent* event) {
    if (!m_content->geometry().contains(event->pos()))
        toggle();
}

} // namespace tiebreak
