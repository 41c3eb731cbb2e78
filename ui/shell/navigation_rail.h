// The rail at the left: one entry a page, Settings at the bottom. It tells what was chosen and
// shows what is told; it knows no page. The window's thread.
#pragma once

#include "ui/widgets/card.h"

class QVBoxLayout;

namespace tiebreak {

class RailButton;
class Theme;

class NavigationRail : public Card {
    Q_OBJECT

public:
    explicit NavigationRail(Theme& theme, QWidget* parent = nullptr);
    /// `digit`: "1"… or empty, which puts the entry at the bottom.
    void addEntry(const QString& id, const QString& icon, const QString& digit);
    void setTitle(const QString& id, const QString& title);
    void setBadge(const QString& id, const QString& badge);
    void setCurrent(const QString& id);

Q_SIGNALS:
    void chosen(const QString& id);

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    RailButton* button(const QString& id) const;
    void fitWidth();

    Theme& m_theme;
    QVBoxLayout* m_layout;
    QList<RailButton*> m_buttons;
    int m_top = 0; ///< entries above the stretch
};

} // namespace tiebreak
