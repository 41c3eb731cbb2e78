// The header of the current page: title, one muted line, then its actions: quiet, plain, the one
// primary. Too narrow for all of them, the quiet ones move into a "…" menu from the left. The
// window's thread.
#pragma once

#include "ui/widgets/card.h"

#include <QPointer>

class QHBoxLayout;
class QToolButton;

namespace tiebreak {

class Action;
class ActionButton;
class Page;
class TextLabel;
class Theme;

class PageHeader : public Card {
    Q_OBJECT

public:
    explicit PageHeader(Theme& theme, QWidget* parent = nullptr);
    void showPage(Page* page);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void rebuild();
    void fit();
    void showTexts();

    Theme& m_theme;
    QPointer<Page> m_page;
    TextLabel* m_title;
    TextLabel* m_subtitle;
    QHBoxLayout* m_actions;
    QToolButton* m_more;
    QList<ActionButton*> m_buttons;
    QList<Action*> m_shown;
};

} // namespace tiebreak
