#include "ui/label/reading_pane.h"

#include "ui/label/document_writer.h"
#include "ui/label/markdown.h"
#include "ui/widgets/theme.h"

#include <QMouseEvent>
#include <QTextBlock>
#include <QTextCursor>

namespace tiebreak {

namespace {

constexpr double kLineHeight = 1.5; // of the type size
/// A longer text is shown plain: laying it out as Markdown would take too long.
constexpr qsizetype kLongestMarkdown = 200'000;

} // namespace

ReadingPane::ReadingPane(Theme& theme, QWidget* parent)
    : QTextEdit(parent)
    , m_theme(theme) {
    setDocument(new InertDocument(this));
    setProperty("role", "reading");
    setReadOnly(true);
    setAcceptRichText(false);
    setUndoRedoEnabled(false);
    setTabChangesFocus(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    document()->setDocumentMargin(0);
    viewport()->setMouseTracking(true);
    applyFont();
    connect(&theme, &Theme::changed, this, [this] {
        applyFont();
        write();
    });
}

void ReadingPane::applyFont() {
    const QFont font = m_theme.font(Theme::Type::Read);
    setFont(font);
    document()->setDefaultFont(font);
}

void ReadingPane::showText(const QString& text) {
    m_text = text;
    m_differences.clear();
    write();
}

void ReadingPane::setPlain(bool plain) {
    if (std::exchange(m_plain, plain) != plain)
        showText(m_text);
}

void ReadingPane::write() {
    if (m_plain || m_text.size() > kLongestMarkdown)
        writePlain(*document(), m_theme, m_text);
    else
        writeBlocks(*document(), m_theme, markdownBlocks(m_text));
    showDifferences(m_differences);
    moveCursor(QTextCursor::Start);
    fitHeight();
}

void ReadingPane::showDifferences(const QList<TextRange>& ranges) {
    m_differences = ranges;
    QList<ExtraSelection> selections;
    for (const auto& range : ranges) {
        ExtraSelection selection;
        selection.cursor = QTextCursor(document());
        selection.cursor.setPosition(int(range.start));
        selection.cursor.setPosition(int(range.start + range.length), QTextCursor::KeepAnchor);
        // The line under the words says it without the colour.
        selection.format.setBackground(m_theme.color("accent-soft"));
        selection.format.setFontUnderline(true);
        selections << selection;
    }
    setExtraSelections(selections);
}

QStringList ReadingPane::links() const {
    QStringList found;
    for (auto block = document()->begin(); block.isValid(); block = block.next())
        for (auto piece = block.begin(); !piece.atEnd(); ++piece) {
            const QString address = piece.fragment().charFormat().anchorHref();
            if (!address.isEmpty() && !found.contains(address))
                found << address;
        }
    return found;
}

void ReadingPane::mousePressEvent(QMouseEvent* event) {
    m_pressedLink = anchorAt(event->pos());
    QTextEdit::mousePressEvent(event);
}

void ReadingPane::mouseReleaseEvent(QMouseEvent* event) {
    QTextEdit::mouseReleaseEvent(event);
    const QString link = std::exchange(m_pressedLink, {});
    if (!link.isEmpty() && link == anchorAt(event->pos()) && !textCursor().hasSelection())
        Q_EMIT linkClicked(link);
}

void ReadingPane::mouseMoveEvent(QMouseEvent* event) {
    QTextEdit::mouseMoveEvent(event);
    viewport()->setCursor(anchorAt(event->pos()).isEmpty() ? Qt::IBeamCursor
                                                           : Qt::PointingHandCursor);
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
    // A bar that comes and goes would change the width, and with it the height.
    setVerticalScrollBarPolicy(text <= line * m_maximumLines ? Qt::ScrollBarAlwaysOff
                                                             : Qt::ScrollBarAsNeeded);
    setFixedHeight(qRound(qBound(line, text, line * m_maximumLines)) + 2);
}

void ReadingPane::resizeEvent(QResizeEvent* event) {
    QTextEdit::resizeEvent(event);
    fitHeight();
}

} // namespace tiebreak
