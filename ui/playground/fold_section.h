// Rows of a panel behind one line that opens and closes them: a chevron, a name, and at the right
// what is in there ("2 changed"). The window's thread.
#pragma once

#include <QWidget>

class QToolButton;
class QVBoxLayout;

namespace tiebreak {

class TextLabel;
class Theme;

class FoldSection : public QWidget {
    Q_OBJECT

public:
    explicit FoldSection(Theme& theme, QWidget* parent = nullptr);
    void setTitle(const QString& title);
    void setSummary(const QString& summary);
    void setOpen(bool open);
    bool isOpen() const { return m_open; }
    QVBoxLayout* body() const { return m_body; }

Q_SIGNALS:
    /// By the person.
    void toggled(bool open);

protected:
    void mousePressEvent(QMouseEvent* event) override;

private:
    void toggle();

    Theme& m_theme;
    QToolButton* m_button;
    TextLabel* m_summary;
    QWidget* m_content;
    QVBoxLayout* m_body;
    bool m_open = false;
};

} // namespace tiebreak
