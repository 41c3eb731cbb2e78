// A row of choices of which exactly one is on; ← → move. The window's thread.
#pragma once

#include <QList>
#include <QWidget>

class QHBoxLayout;

namespace tiebreak {

class ActionButton;
class Theme;

class ToggleBar : public QWidget {
    Q_OBJECT

public:
    explicit ToggleBar(Theme& theme, QWidget* parent = nullptr);
    /// As many texts as choices; the current one stays if it still exists.
    void setChoices(const QStringList& texts);
    int current() const { return m_current; }
    /// Without currentChanged.
    void setCurrent(int index);

Q_SIGNALS:
    void currentChanged(int index);

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void choose(int index);

    Theme& m_theme;
    QHBoxLayout* m_layout;
    QList<ActionButton*> m_buttons;
    int m_current = 0;
};

} // namespace tiebreak
