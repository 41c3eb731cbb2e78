// Text of a model or a person, read and never interpreted: plain text whatever it holds, 14 px at
// 150 % line height. Can be selected and scrolled, not edited. The theme must outlive it. The
// window's thread.
#pragma once

#include <QTextEdit>

namespace tiebreak {

class Theme;

class ReadingPane : public QTextEdit {
    Q_OBJECT

public:
    explicit ReadingPane(Theme& theme, QWidget* parent = nullptr);

    void showText(const QString& text);
    /// As high as its text, up to this many lines; then it scrolls. 0: as high as there is room.
    void setMaximumLines(int lines);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    double lineHeight() const; ///< px
    void applyFont();
    void spaceLines();
    void fitHeight();

    Theme& m_theme;
    int m_maximumLines = 0;
};

} // namespace tiebreak
