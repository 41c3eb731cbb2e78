// The text of one response as it streams: plain characters only, 150 % line height, a block cursor
// while it comes in. It stays at the end until the person scrolls up. The window's thread.
#pragma once

#include <QTextEdit>

namespace tiebreak {

class Theme;

class ResponseView : public QTextEdit {
    Q_OBJECT

public:
    explicit ResponseView(Theme& theme, QWidget* parent = nullptr);
    /// Appends what is new; replaces all where the text is not a continuation.
    void showText(const QString& text);
    void setStreaming(bool streaming);
    QString shownText() const { return m_text; }

Q_SIGNALS:
    /// Clicked or focused: this response is meant.
    void touched();

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;

private:
    void restyle();
    bool isAtEnd() const;

    Theme& m_theme;
    QString m_text;
    bool m_streaming = false;
    bool m_following = true;
    bool m_writing = false;
};

} // namespace tiebreak
