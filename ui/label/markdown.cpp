#include "ui/label/markdown.h"

#include "ui/label/inline_markdown.h"
#include "ui/label/math_text.h"
#include "ui/label/visible_marks.h"

#include <QRegularExpression>

namespace tiebreak {

namespace {

constexpr int kDeepestQuote = 6;
constexpr int kDeepestItem = 6;
constexpr int kMostColumns = 12; // a wider table stays text

using Kind = RichBlock::Kind;

QRegularExpressionMatch match(const char* pattern, const QString& line) {
    // Each pattern is one of the constants below; a compiled one is kept. None of them goes back
    // over what it has taken (++, *+), so that no line can make it slow.
    thread_local QHash<const char*, QRegularExpression> compiled;
    auto& expression = compiled[pattern];
    if (expression.pattern().isEmpty())
        expression.setPattern(QString::fromLatin1(pattern));
    return expression.match(line);
}

constexpr const char* kFence = "^( {0,12}+)(`{3,}+|~{3,}+)([^`]*+)$";
constexpr const char* kHeading = "^ {0,3}+(#{1,6}+)[ \\t](.*+)$";
constexpr const char* kRule = "^ {0,3}+([-*_])(?:\\s*+\\1){2,}+\\s*+$";
constexpr const char* kItem = "^(\\s*+)([-*+]|\\d{1,9}+[.)])\\s++(\\S.*+)$";
constexpr const char* kUnderHead = "^\\|?+\\s*+:?+-++:?+\\s*+(?:\\|\\s*+:?+-++:?+\\s*+)*+\\|?+$";

class Blocks {
public:
    explicit Blocks(const QString& text)
        : m_lines(withPlainLineEnds(text).split(u'\n')) {}

    QList<RichBlock> all() {
        while (m_at < m_lines.size()) {
            const QString line = unquoted(m_lines[m_at]);
            if (!line.trimmed().isEmpty() && !takeFence(line) && !takeMath(line) &&
                !takeTable(line) && !takeOneLine(line) && !takeItem(line))
                takeParagraph(line);
            ++m_at;
        }
        return m_blocks;
    }

private:
    /// Sets how deep the line is quoted.
    QString unquoted(QString line) {
        m_quoted = 0;
        while (m_quoted < kDeepestQuote && line.trimmed().startsWith(u'>')) {
            line = line.mid(line.indexOf(u'>') + 1);
            if (line.startsWith(u' '))
                line.remove(0, 1);
            ++m_quoted;
        }
        return line;
    }
    QString nextLine() const { return m_at + 1 < m_lines.size() ? m_lines[m_at + 1] : QString(); }
    RichBlock& add(Kind kind) {
        m_blocks << RichBlock();
        m_blocks.last().kind = kind;
        m_blocks.last().quoted = m_quoted;
        return m_blocks.last();
    }
    /// The lines up to the one that `ends`, which is taken too; of an unclosed block all that
    /// follows, as a model that was cut short leaves it.
    template <class Ends>
    QString linesUntil(Ends ends) {
        QStringList lines;
        const int quoted = m_quoted;
        for (++m_at; m_at < m_lines.size(); ++m_at) {
            const QString line = quoted > 0 ? unquoted(m_lines[m_at]) : m_lines[m_at];
            if (ends(line))
                break;
            lines << line;
        }
        m_quoted = quoted;
        return lines.join(u'\n');
    }

    bool takeFence(const QString& line) {
        const auto fence = match(kFence, line);
        if (!fence.hasMatch())
            return false;
        const QString marks = fence.captured(2);
        QString code = linesUntil([&marks](const QString& other) {
            const QString end = other.trimmed();
            return end.startsWith(marks) && end.count(marks[0]) == end.size();
        });
        // A block inside a list is set in as its fence is.
        if (const QString indent = fence.captured(1); !indent.isEmpty()) {
            code.replace(u'\n' + indent, "\n");
            if (code.startsWith(indent))
                code.remove(0, indent.size());
        }
        add(Kind::Code).spans = withMarks({{code, RichSpan::Code, {}}});
        return true;
    }

    bool takeMath(const QString& line) {
        const QString start = line.trimmed();
        const QString close = start == "$$" ? "$$" : start == "\\[" ? "\\]" : QString();
        if (close.isEmpty())
            return false;
        const QString tex =
            linesUntil([&close](const QString& other) { return other.trimmed() == close; });
        add(Kind::Math).spans = withMarks({{readableMath(tex), RichSpan::Code, {}}});
        return true;
    }

    static QStringList cellsOf(const QString& line) {
        QString inside = line.trimmed();
        if (inside.startsWith(u'|'))
            inside.remove(0, 1);
        if (inside.endsWith(u'|'))
            inside.chop(1);
        return inside.split(u'|');
    }
    bool takeTable(const QString& line) {
        if (!line.contains(u'|') || !match(kUnderHead, nextLine().trimmed()).hasMatch() ||
            cellsOf(line).size() > kMostColumns || cellsOf(line).size() < 2 ||
            cellsOf(nextLine()).size() != cellsOf(line).size())
            return false;
        const auto columns = cellsOf(line).size();
        RichBlock& table = add(Kind::Table);
        const auto addRow = [&](const QString& text, RichSpan::Styles styles) {
            QList<QList<RichSpan>> row;
            for (const auto& cell : cellsOf(text).mid(0, columns))
                row << inlineSpans(cell.trimmed(), styles);
            row.resize(columns);
            table.rows << row;
        };
        addRow(line, RichSpan::Strong);
        for (++m_at; nextLine().contains(u'|'); ++m_at)
            addRow(nextLine(), {});
        return true;
    }

    bool takeOneLine(const QString& line) {
        if (match(kRule, line).hasMatch()) {
            add(Kind::Rule);
            return true;
        }
        const auto heading = match(kHeading, line);
        if (!heading.hasMatch())
            return false;
        RichBlock& block = add(Kind::Heading);
        block.level = int(heading.capturedLength(1));
        QString words = heading.captured(2).trimmed();
        while (words.endsWith(u'#'))
            words.chop(1);
        block.spans = inlineSpans(words.trimmed());
        return true;
    }

    bool takeItem(const QString& line) {
        const auto item = match(kItem, line);
        if (!item.hasMatch())
            return false;
        const int indent = int(item.captured(1).replace(u'\t', "    ").size());
        const QString mark = item.captured(2);
        RichBlock& block = add(Kind::Item);
        block.level = qMin(indent / 2, kDeepestItem);
        block.bullet = mark[0].isDigit() ? mark : QString(QChar(0x2022));
        block.spans = inlineSpans(item.captured(3) + continuation());
        return true;
    }

    void takeParagraph(const QString& line) {
        RichBlock& block = add(Kind::Paragraph);
        const QString whole = line + continuation();
        block.spans = inlineSpans(whole.trimmed());
    }

    bool startsBlock(const QString& line) const {
        const QString start = line.trimmed();
        return start.isEmpty() || start == "$$" || start == "\\[" || start.startsWith(u'>') ||
               match(kFence, line).hasMatch() || match(kHeading, line).hasMatch() ||
               match(kRule, line).hasMatch() || match(kItem, line).hasMatch() ||
               (line.contains(u'|') && m_at + 2 < m_lines.size() &&
                match(kUnderHead, m_lines[m_at + 2].trimmed()).hasMatch());
    }
    /// The lines that go on with the paragraph, each after a line break. A quotation ends where its
    /// signs do.
    QString continuation() {
        QString out;
        const int quoted = m_quoted;
        while (m_at + 1 < m_lines.size()) {
            const QString raw = m_lines[m_at + 1];
            const QString line = quoted > 0 ? unquoted(raw) : raw;
            const bool sameDepth = quoted == 0 || m_quoted == quoted;
            m_quoted = quoted;
            if (!sameDepth || startsBlock(line))
                break;
            out += u'\n' + line.trimmed();
            ++m_at;
        }
        return out;
    }

    QStringList m_lines;
    qsizetype m_at = 0;
    int m_quoted = 0;
    QList<RichBlock> m_blocks;
};

} // namespace

QList<RichBlock> markdownBlocks(const QString& text) {
    return Blocks(text).all();
}

} // namespace tiebreak
