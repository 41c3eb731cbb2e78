// One or two sentences above what they concern, with at most two actions. Bad stays until solved,
// warn until hidden, ok for 6 s. The theme must outlive it. The window's thread.
#pragma once

#include "ui/widgets/card.h"

#include <QKeySequence>

class QHBoxLayout;
class QLabel;

namespace tiebreak {

class ActionButton;
class TextLabel;
class Theme;

class Banner : public Card {
    Q_OBJECT

public:
    enum class Tone { Info, Ok, Warn, Bad };

    Banner(Theme& theme, Tone tone, const QString& text, QWidget* parent = nullptr);

    Tone tone() const { return m_tone; }
    QString text() const;
    void setText(const QString& text);
    /// At most two; the button's clicked() is the caller's to connect. A key only labels it.
    ActionButton* addButton(const QString& text, const QKeySequence& keys = {});

Q_SIGNALS:
    /// Hidden by its time or by the person; the banner deletes itself.
    void dismissed();

private:
    void addHideButton();
    void dismiss();
    void repaintIcon();

    Theme& m_theme;
    Tone m_tone;
    QHBoxLayout* m_layout;
    QLabel* m_icon;
    TextLabel* m_text;
    int m_buttons = 0;
};

} // namespace tiebreak
