#include "ui/label/document_writer.h"

#include "ui/label/inline_markdown.h"
#include "ui/label/visible_marks.h"
#include "ui/widgets/theme.h"

#include <QFontMetricsF>
#include <QTextCursor>
#include <QTextTable>

namespace tiebreak {

namespace {

constexpr double kLineHeight = 1.5;  // of the type size
constexpr double kParagraphGap = 10; // px at scale 1
constexpr double kIndent = 20;
constexpr double kCodeInset = 8;

class Writer {
public:
    Writer(QTextDocument& document, const Theme& theme)
        : m_theme(theme)
        , m_cursor(&document) {}

    void block(const RichBlock& block) {
        if (block.kind == RichBlock::Kind::Table)
            return table(block);
        start(formatOf(block));
        if (block.kind == RichBlock::Kind::Rule)
            return;
        if (block.kind == RichBlock::Kind::Item)
            m_cursor.insertText(block.bullet + ' ', charFormat({}));
        spans(block.spans, block.kind == RichBlock::Kind::Heading ? block.level : 0);
    }

    void plain(const QString& text) {
        start(lineFormat());
        for (const auto& part : visibleText(text))
            m_cursor.insertText(part.text,
                                charFormat(part.isMark ? RichSpan::Mark : RichSpan::Styles()));
    }

private:
    double scaled(double px) const { return px * m_theme.fontScale(); }

    QTextBlockFormat lineFormat() const {
        QTextBlockFormat format;
        format.setLineHeight(m_theme.font(Theme::Type::Read).pixelSize() * kLineHeight,
                             QTextBlockFormat::MinimumHeight);
        return format;
    }
    QTextBlockFormat formatOf(const RichBlock& block) const {
        QTextBlockFormat format = lineFormat();
        double left = block.quoted * scaled(kIndent);
        format.setTopMargin(scaled(block.kind == RichBlock::Kind::Item ? 2 : kParagraphGap));
        switch (block.kind) {
        case RichBlock::Kind::Code:
        case RichBlock::Kind::Math:
            format.setBackground(m_theme.color("sunken"));
            format.clearProperty(QTextFormat::LineHeight);
            left += scaled(kCodeInset);
            format.setRightMargin(scaled(kCodeInset));
            break;
        case RichBlock::Kind::Item: {
            const QFontMetricsF metrics(m_theme.font(Theme::Type::Read));
            const double hang = metrics.horizontalAdvance(block.bullet + ' ');
            left += scaled(kIndent) * block.level + hang;
            format.setTextIndent(-hang);
            break;
        }
        case RichBlock::Kind::Rule:
            format.setProperty(QTextFormat::BlockTrailingHorizontalRulerWidth,
                               QTextLength(QTextLength::PercentageLength, 100));
            break;
        default:
            break;
        }
        format.setLeftMargin(left);
        return format;
    }

    QTextCharFormat charFormat(RichSpan::Styles styles, int heading = 0) const {
        const bool mono = styles & (RichSpan::Code | RichSpan::Mark);
        QTextCharFormat format;
        QFont font = m_theme.font(mono ? Theme::Type::Mono : Theme::Type::Read);
        if (heading > 0)
            font.setPixelSize(font.pixelSize() + int(scaled(qMax(0, 5 - 2 * heading))));
        if (heading > 0 || (styles & RichSpan::Strong))
            font.setWeight(QFont::DemiBold);
        font.setItalic(styles.testFlag(RichSpan::Emphasis));
        font.setStrikeOut(styles.testFlag(RichSpan::Struck));
        format.setFont(font);
        format.setForeground(m_theme.color(styles & RichSpan::Mark      ? "warn"
                                           : styles & RichSpan::Address ? "text-3"
                                                                        : "text"));
        if (styles & RichSpan::Mark)
            format.setBackground(m_theme.color("warn-soft"));
        else if (styles & RichSpan::Code)
            format.setBackground(m_theme.color("sunken"));
        return format;
    }

    void start(const QTextBlockFormat& format) {
        if (m_first) {
            m_cursor.setBlockFormat(format);
            QTextBlockFormat top = m_cursor.blockFormat();
            top.setTopMargin(0);
            m_cursor.setBlockFormat(top);
            m_cursor.setBlockCharFormat(charFormat({}));
        } else {
            m_cursor.insertBlock(format, charFormat({}));
        }
        m_first = false;
    }

    void spans(const QList<RichSpan>& spans, int heading = 0) {
        for (const auto& span : spans) {
            QTextCharFormat format = charFormat(span.styles, heading);
            if (!span.link.isEmpty()) {
                format.setAnchor(true);
                format.setAnchorHref(span.link);
                format.setForeground(m_theme.color("accent"));
                format.setFontUnderline(true);
            }
            // A break inside a block, so that its background and indent go on.
            QString text = span.text;
            m_cursor.insertText(text.replace(u'\n', QChar(QChar::LineSeparator)), format);
        }
    }

    void table(const RichBlock& block) {
        QTextTableFormat format;
        format.setBorder(1);
        format.setBorderBrush(m_theme.color("border"));
        format.setBorderStyle(QTextFrameFormat::BorderStyle_Solid);
        format.setBorderCollapse(true);
        format.setCellPadding(scaled(5));
        format.setTopMargin(scaled(kParagraphGap));
        format.setWidth(QTextLength(QTextLength::PercentageLength, 100));
        const int columns = int(block.rows.first().size());
        auto* table = m_cursor.insertTable(int(block.rows.size()), columns, format);
        for (int row = 0; row < block.rows.size(); ++row)
            for (int column = 0; column < columns; ++column) {
                m_cursor = table->cellAt(row, column).firstCursorPosition();
                m_cursor.setBlockFormat(lineFormat());
                spans(block.rows[row][column]);
            }
        m_cursor = table->lastCursorPosition();
        m_cursor.movePosition(QTextCursor::NextBlock);
        m_first = true; // the empty line after a table is the next block
    }

    const Theme& m_theme;
    QTextCursor m_cursor;
    bool m_first = true;
};

template <class Write>
void rewrite(QTextDocument& document, Write write) {
    document.clear();
    QTextCursor edit(&document);
    edit.beginEditBlock();
    write();
    edit.endEditBlock();
}

} // namespace

void writePlain(QTextDocument& document, const Theme& theme, const QString& text) {
    rewrite(document, [&] { Writer(document, theme).plain(text); });
}

void writeBlocks(QTextDocument& document, const Theme& theme, const QList<RichBlock>& blocks) {
    rewrite(document, [&] {
        Writer writer(document, theme);
        for (const auto& block : blocks)
            writer.block(block);
    });
}

} // namespace tiebreak
