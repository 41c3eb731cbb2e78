#include "ui/shell/page_header.h"

#include "ui/widgets/action_button.h"
#include "ui/widgets/page.h"
#include "ui/widgets/text_label.h"
#include "ui/widgets/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QMenu>
#include <QToolButton>

#include <algorithm>

namespace tiebreak {

namespace {

int rank(Action::Kind kind) {
    switch (kind) {
    case Action::Kind::Quiet:
        return 0;
    case Action::Kind::Danger:
        return 1;
    case Action::Kind::Plain:
        return 2;
    case Action::Kind::Primary:
        return 3;
    }
    return 0;
}

} // namespace

PageHeader::PageHeader(Theme& theme, QWidget* parent)
    : Card("header", parent)
    , m_theme(theme)
    , m_title(new TextLabel({}, "title"))
    , m_subtitle(new TextLabel({}, {}, "second"))
    , m_actions(new QHBoxLayout)
    , m_more(new QToolButton) {
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(24, 0, 16, 0);
    layout->setSpacing(12);
    layout->addWidget(m_title);
    m_subtitle->setElided(true);
    layout->addWidget(m_subtitle);
    layout->addStretch();
    layout->addLayout(m_actions);
    m_actions->setSpacing(8);
    m_actions->addWidget(m_more);
    m_more->setIcon(theme.icon("more"));
    m_more->setPopupMode(QToolButton::InstantPopup);
    m_more->setMenu(new QMenu(m_more));
    m_more->hide();
    const auto fitHeight = [this] {
        setFixedHeight(m_theme.size("header"));
        fit();
    };
    fitHeight();
    connect(&theme, &Theme::changed, this, fitHeight);
}

void PageHeader::showPage(Page* page) {
    if (m_page)
        m_page->disconnect(this);
    m_page = page;
    connect(page, &Page::subtitleChanged, this, &PageHeader::showTexts);
    connect(page, &Page::headerShownChanged, this, [this](bool shown) { setVisible(shown); });
    connect(page, &Page::actionsChanged, this, &PageHeader::rebuild);
    setVisible(page->isHeaderShown());
    showTexts();
    rebuild();
}

void PageHeader::showTexts() {
    if (!m_page)
        return;
    m_title->showText(m_page->title());
    m_subtitle->showText(m_page->subtitle());
    m_more->setAccessibleName(tr("More actions"));
}

void PageHeader::rebuild() {
    qDeleteAll(m_buttons);
    m_buttons.clear();
    m_shown.clear();
    for (auto* action : m_page->pageActions())
        if (action->isInHeader())
            m_shown << action;
    std::stable_sort(m_shown.begin(), m_shown.end(), [](const Action* a, const Action* b) {
        return rank(a->kind()) < rank(b->kind());
    });
    for (auto* action : m_shown) {
        auto* button = new ActionButton(m_theme, *action, this);
        m_actions->addWidget(button);
        m_buttons << button;
        connect(action, &QAction::changed, this, &PageHeader::fit);
    }
    fit();
}

void PageHeader::fit() {
    int room = width() - m_title->sizeHint().width() - 24 - 16 - 36 - m_more->sizeHint().width();
    for (const auto* button : m_buttons)
        room -= button->sizeHint().width() + 8;
    m_more->menu()->clear();
    for (qsizetype i = 0; i < m_buttons.size(); ++i) {
        const bool moved = room < 0 && m_shown[i]->kind() == Action::Kind::Quiet;
        m_buttons[i]->setVisible(m_shown[i]->isVisible() && !moved);
        if (moved) {
            room += m_buttons[i]->sizeHint().width() + 8;
            m_more->menu()->addAction(m_shown[i]);
        }
    }
    m_more->setVisible(!m_more->menu()->isEmpty());
}

void PageHeader::resizeEvent(QResizeEvent* event) {
    Card::resizeEvent(event);
    fit();
}

void PageHeader::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        showTexts();
    Card::changeEvent(event);
}

} // namespace tiebreak
