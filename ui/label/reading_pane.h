// Text of a model or a person, to be read: Markdown, or plain text to the letter. It is never
// interpreted as more than that: no markup comes in, nothing is loaded, a click on a link only
// reports its address. 14 px at 150 % line height; can be selected and scrolled, not edited. The
// theme must outlive it. The window's thread.
#pragma once

#include "ui/widgets/word_differences.h"

#include <QTextEdit>

namespace tiebreak {

class Theme;

class ReadingPane : public QTextEdit {
    Q_OBJECT

public:
    explicit ReadingPane(Theme& theme, QWidget* parent = nullptr);

    void showText(const QString& text);
    /// Plain: every character as it is, marks for those that are not seen.
    void setPlain(bool plain);
    /// As high as its text, up to this many lines; then it scrolls. 0: as high as there is room.
    void setMaximumLines(int lines);
    /// Marks ranges of shownText().
    void showDifferences(const QList<TextRange>& ranges);
    /// What is on screen, one character a place of the document.
    QString shownText() const { return toPlainText(); }
    /// Addresses in order of appearance.
    QStringList links() const;

Q_SIGNALS:
    void linkClicked(const QString& address);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;

private:
    double lineHeight() const; ///< px
    void applyFont();
    void write();
    void fitHeight();

    Theme& m_theme;
    QString m_text;
    QString m_pressedLink;
    QList<TextRange> m_differences;
    bool m_plain = false;
    int m_maximumLines = 0;
};

} // namespace tiebreak
