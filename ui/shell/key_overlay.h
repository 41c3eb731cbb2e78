// All keys of the current page and those that work anywhere, over the window; any key or click
// closes it. The window's thread.
#pragma once

#include "ui/widgets/card.h"
#include "ui/widgets/page.h"

class QGridLayout;

namespace tiebreak {

class TextLabel;

class KeyOverlay : public Card {
    Q_OBJECT

public:
    KeyOverlay(Theme& theme, QWidget* window);
    void open(const QString& pageTitle, const QList<Page::KeyHelp>& pageKeys,
              const QList<Page::KeyHelp>& anywhere);

Q_SIGNALS:
    void closed();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    /// The next free column.
    int fill(int column, const QString& title, const QList<Page::KeyHelp>& keys);
    void close();

    Theme& m_theme;
    QWidget* m_content = nullptr;
    QGridLayout* m_grid = nullptr;
};

} // namespace tiebreak
