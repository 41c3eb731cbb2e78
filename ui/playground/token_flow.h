// A response as running text in which every token can be seen: fill and line by how much it stands
// out, an outline on the chosen one. ← → walk the tokens, ↑ ↓ the lines, Enter asks for a branch.
// The window's thread.
#pragma once

#include "ui/playground/token_layout.h"

#include <QAbstractScrollArea>

namespace tiebreak {

class TokenFlow : public QAbstractScrollArea {
    Q_OBJECT

public:
    explicit TokenFlow(Theme& theme, QWidget* parent = nullptr);

    void setTokens(std::vector<FlowToken> tokens);
    /// Plain text behind the tokens: what streams and is not looked at yet.
    void setTail(const QString& text);
    int count() const { return int(m_tokens.size()); }
    /// −1 while there are none.
    int current() const { return m_current; }
    void setCurrent(int position);
    /// What a screen reader says of the current token.
    void describeCurrent(const QString& words);
    /// Where the token stands in the viewport; for tests and tips.
    QRect rectOf(int position) const;
    int tokenAt(const QPoint& viewportPosition) const;

Q_SIGNALS:
    void currentChanged(int position);
    void branchAsked();

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    void layOut();
    void placeTail(int width);
    int stepOf(int key) const;
    int nearestInLine(int line) const;
    void paintToken(QPainter& painter, int position) const;
    void paintTail(QPainter& painter) const;
    void showCurrent();
    QFont fontOf(const FlowToken& token) const;

    Theme& m_theme;
    std::vector<FlowToken> m_tokens;
    TokenLayout m_layout;
    QString m_tail;
    QRect m_tailRect;
    int m_height = 0; ///< of the content
    int m_current = -1;
};

} // namespace tiebreak
