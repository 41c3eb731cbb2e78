// A panel at the right edge of a page: a title with room for actions, then a body that scrolls. 284
// or 420 px, growing with the font scale. The window's thread.
#pragma once

#include "ui/widgets/card.h"

class QHBoxLayout;
class QVBoxLayout;

namespace tiebreak {

class TextLabel;
class Theme;

class SidePanel : public Card {
    Q_OBJECT

public:
    explicit SidePanel(Theme& theme, int widthPx = 284, QWidget* parent = nullptr);
    void setTitle(const QString& title);
    /// Actions right of the title go here.
    QHBoxLayout* titleRow() const { return m_titleRow; }
    /// What scrolls; end it with a stretch.
    QVBoxLayout* body() const { return m_body; }

private:
    TextLabel* m_title;
    QHBoxLayout* m_titleRow;
    QVBoxLayout* m_body;
};

} // namespace tiebreak
