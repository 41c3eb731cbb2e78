// What a page or card says when there is nothing: icon, what is missing, one fact, one primary
// button. The window's thread.
#pragma once

#include "ui/widgets/card.h"

namespace tiebreak {

class ActionButton;
class TextLabel;
class Theme;

class EmptyState : public Card {
    Q_OBJECT

public:
    EmptyState(Theme& theme, const QString& icon, QWidget* parent = nullptr);
    void setTexts(const QString& missing, const QString& fact);
    /// The one button; hidden until it has a text.
    void setButton(const QString& text, const QString& icon = {}, const QKeySequence& keys = {});

Q_SIGNALS:
    void buttonClicked();

private:
    TextLabel* m_missing;
    TextLabel* m_fact;
    ActionButton* m_button;
};

} // namespace tiebreak
