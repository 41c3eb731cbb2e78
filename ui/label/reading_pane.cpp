#include "ui/label/reading_pane.h"

#include "ui/widgets/theme.h"

#include <QTextBlockFormat>
#include <QTextCursor>

namespace tiebreak {

namespace {
constexpr double kLineHeight = 1.5; // of the type size
}

ReadingPane::ReadingPane(Theme& theme, QWidget* parent)
    : QTextEdit(parent)
    , m_theme(theme) {
    setProperty("role", "reading");
    setReadOnly(true);
    setAcceptRichText(false);
    setUndoRedoEnabled(false);
    setTabChangesFocus(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    document()->setDocumentMargin(0);
    applyFont();
    connect(&theme, &Theme::changed, this, [this] {
        applyFont();
        showText(toPlainText());
    });
}

void ReadingPane::applyFont() {
    const QFont font = m_theme.font(Theme::Type::Read);
    setFont(font);
    document()->setDefaultFont(font);
}

void ReadingPane::showText(const QString& text) {
    setPlainText(text); // never setText, which guesses at markup
    spaceLines();
    moveCursor(QTextCursor::Start);
    fitHeight();
}

void ReadingPane::spaceLines() {
    QTextCursor cursor(document());
    cursor.select(QTextCursor::Document);
    QTextBlockFormat format;
    format.setLineHeight(lineHeight(), QTextBlockFormat::MinimumHeight);
    cursor.mergeBlockFormat(format);
}

double ReadingPane::lineHeight() const {
    return m_theme.font(Theme::Type::Read).pixelSize() * kLineHeight;
}

void ReadingPane::setMaximumLines(int lines) {
    m_maximumLines = lines;
    fitHeight();
}

void ReadingPane::fitHeight() {
    if (m_maximumLines == 0)
        return;
    const double line = lineHeight();
    const double text = document()->size().height();
    setFixedHeight(qRound(qBound(line, text, line * m_maximumLines)) + 2);
}

void ReadingPane::resizeEvent(QResizeEvent* event) {
    QTextEdit::resizeEvent(event);
    fitHeight();
}

} // namespace tiebreak
