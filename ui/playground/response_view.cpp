#include "ui/playground/response_view.h"

#include "ui/widgets/theme.h"

#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>
#include <QTextBlock>
#include <QTextDocument>

namespace tiebreak {

ResponseView::ResponseView(Theme& theme, QWidget* parent)
    : QTextEdit(parent)
    , m_theme(theme) {
    setProperty("role", "reading");
    setReadOnly(true);
    setAcceptRichText(false);
    setUndoRedoEnabled(false);
    setFrameShape(QFrame::NoFrame);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    setFocusPolicy(Qt::StrongFocus);
    document()->setDocumentMargin(0);
    restyle();
    connect(&theme, &Theme::changed, this, &ResponseView::restyle);
}

void ResponseView::restyle() {
    document()->setDefaultFont(m_theme.font(Theme::Type::Read));
    QTextBlockFormat format;
    format.setLineHeight(m_theme.scaled(21), QTextBlockFormat::FixedHeight);
    QTextCursor all(document());
    all.select(QTextCursor::Document);
    all.setBlockFormat(format);
}

bool ResponseView::isAtEnd() const {
    return verticalScrollBar()->value() >= verticalScrollBar()->maximum() - 4;
}

void ResponseView::showText(const QString& text) {
    if (text == m_text)
        return;
    m_writing = true;
    QTextCursor cursor(document());
    if (text.startsWith(m_text)) {
        cursor.movePosition(QTextCursor::End);
        cursor.insertText(text.mid(m_text.size()));
    } else {
        // Keeps the block's line height, which setPlainText would not.
        cursor.select(QTextCursor::Document);
        cursor.insertText(text);
        m_following = true;
    }
    m_text = text;
    if (m_text.isEmpty())
        m_following = true;
    m_writing = false;
    if (m_following)
        verticalScrollBar()->setValue(verticalScrollBar()->maximum());
}

void ResponseView::setStreaming(bool streaming) {
    if (m_streaming == streaming)
        return;
    m_streaming = streaming;
    viewport()->update();
}

void ResponseView::scrollContentsBy(int dx, int dy) {
    QTextEdit::scrollContentsBy(dx, dy);
    // Only a person's scrolling changes the mind; text that grows must not.
    if (!m_writing)
        m_following = isAtEnd();
}

void ResponseView::keyPressEvent(QKeyEvent* event) {
    // Bare arrows go to siblings, which is the page's; with Shift or Ctrl they select.
    if ((event->key() == Qt::Key_Left || event->key() == Qt::Key_Right) && !event->modifiers())
        event->ignore();
    else
        QTextEdit::keyPressEvent(event);
}

void ResponseView::mousePressEvent(QMouseEvent* event) {
    Q_EMIT touched();
    QTextEdit::mousePressEvent(event);
}

void ResponseView::focusInEvent(QFocusEvent* event) {
    Q_EMIT touched();
    QTextEdit::focusInEvent(event);
}

void ResponseView::paintEvent(QPaintEvent* event) {
    QTextEdit::paintEvent(event);
    if (!m_streaming)
        return;
    QTextCursor end(document());
    end.movePosition(QTextCursor::End);
    auto block = cursorRect(end);
    const int height = m_theme.scaled(17);
    QPainter painter(viewport());
    painter.fillRect(QRect(block.left(), block.bottom() - height + 1, m_theme.scaled(5), height),
                     m_theme.color("accent"));
}

} // namespace tiebreak
