#include "ui/label/inline_markdown.h"

#include "ui/label/math_text.h"
#include "ui/label/visible_marks.h"

#include <QSet>
#include <QUrl>

namespace tiebreak {

namespace {

constexpr int kDeepest = 8; // emphasis within emphasis
constexpr qsizetype kLongestAddress = 2000;
constexpr qsizetype kLongestMath = 2000;

bool isWord(QChar c) {
    return c.isLetterOrNumber();
}

class Inline {
public:
    Inline(const QString& text, RichSpan::Styles styles, int depth)
        : m_text(text)
        , m_styles(styles)
        , m_depth(depth) {}

    QList<RichSpan> spans() {
        while (m_at < m_text.size())
            if (!takeEscape() && !takeCode() && !takeMath() && !takeEmphasis() && !takeLink() &&
                !takeBareAddress())
                m_plain += m_text[m_at++];
        flush();
        return m_spans;
    }

private:
    QChar at(qsizetype place) const {
        return place >= 0 && place < m_text.size() ? m_text[place] : QChar(u' ');
    }
    bool startsWith(QLatin1String word) const {
        return QStringView(m_text).mid(m_at).startsWith(word);
    }
    void flush() {
        if (!m_plain.isEmpty())
            m_spans << RichSpan{std::exchange(m_plain, {}), m_styles, {}};
    }
    void add(const RichSpan& span) {
        flush();
        m_spans << span;
    }
    /// Where `what` stands next; a search in vain is not made twice.
    qsizetype find(const QString& what, qsizetype from) {
        if (m_missing.contains(what))
            return -1;
        const auto found = m_text.indexOf(what, from);
        if (found < 0)
            m_missing.insert(what);
        return found;
    }
    qsizetype runAt(qsizetype place) const {
        qsizetype end = place;
        while (end < m_text.size() && m_text[end] == m_text[place])
            ++end;
        return end - place;
    }

    bool takeEscape() {
        if (m_text[m_at] != u'\\' || !at(m_at + 1).isPunct() || at(m_at + 1) == u'(' ||
            at(m_at + 1) == u'[')
            return false;
        m_plain += at(m_at + 1);
        m_at += 2;
        return true;
    }

    bool takeCode() {
        if (m_text[m_at] != u'`')
            return false;
        const auto ticks = runAt(m_at);
        const QString fence(ticks, u'`');
        auto end = find(fence, m_at + ticks);
        while (end >= 0 && runAt(end) != ticks)
            end = find(fence, end + runAt(end));
        if (end < 0) {
            m_plain += fence;
            m_at += ticks;
            return true;
        }
        add({m_text.mid(m_at + ticks, end - m_at - ticks), m_styles | RichSpan::Code, {}});
        m_at = end + ticks;
        return true;
    }

    bool takeMath() {
        for (const auto& [open, close] :
             {std::pair{"$$", "$$"}, {"\\(", "\\)"}, {"\\[", "\\]"}, {"$", "$"}}) {
            const QLatin1String start(open), stop(close);
            if (startsWith(start))
                return takeMathBetween(start.size(), stop);
        }
        return false;
    }
    bool takeMathBetween(qsizetype open, const QString& close) {
        const auto end = find(close, m_at + open);
        const bool bare = close == "$"; // "$5 and $6" is money
        const bool fits = end > m_at + open && end - m_at < kLongestMath &&
                          (!bare || (!at(m_at + 1).isSpace() && !at(end - 1).isSpace() &&
                                     !at(end + 1).isDigit()));
        if (!fits)
            return false;
        add({readableMath(m_text.mid(m_at + open, end - m_at - open)),
             m_styles | RichSpan::Code,
             {}});
        m_at = end + close.size();
        return true;
    }

    bool takeEmphasis() {
        const QChar sign = m_text[m_at];
        if (sign != u'*' && sign != u'_' && sign != u'~')
            return false;
        const auto run = runAt(m_at);
        const bool opens = run <= 3 && (sign != u'~' || run == 2) && m_depth < kDeepest &&
                           !at(m_at + run).isSpace() && (sign != u'_' || !isWord(at(m_at - 1)));
        const auto end = opens ? closingRun(sign, run) : -1;
        if (end < 0) {
            m_plain += QString(run, sign);
            m_at += run;
            return true;
        }
        flush();
        const auto inside = m_text.mid(m_at + run, end - m_at - run);
        m_spans += Inline(inside, m_styles | styleOf(sign, run), m_depth + 1).spans();
        m_at = end + run;
        return true;
    }
    static RichSpan::Styles styleOf(QChar sign, qsizetype run) {
        if (sign == u'~')
            return RichSpan::Struck;
        return run == 1   ? RichSpan::Styles(RichSpan::Emphasis)
               : run == 2 ? RichSpan::Styles(RichSpan::Strong)
                          : RichSpan::Strong | RichSpan::Emphasis;
    }
    qsizetype closingRun(QChar sign, qsizetype run) {
        const QString signs(run, sign);
        if (m_missing.contains(signs + "close"))
            return -1;
        for (auto end = find(signs, m_at + run); end >= 0;) {
            const auto length = runAt(end);
            if (length == run && !at(end - 1).isSpace() && end > m_at + run &&
                (sign != u'_' || !isWord(at(end + run))))
                return end;
            end = find(signs, end + length);
        }
        m_missing.insert(signs + "close");
        return -1;
    }

    bool takeLink() {
        const bool image = startsWith(QLatin1String("!["));
        if (!image && m_text[m_at] != u'[')
            return false;
        const auto start = m_at + (image ? 2 : 1);
        const auto middle = find("](", start);
        const auto end = middle < 0 ? -1 : find(")", middle);
        if (end < 0 || end - start > kLongestAddress ||
            QStringView(m_text).mid(start, middle - start).contains(u'['))
            return false;
        const QString words = m_text.mid(start, middle - start);
        const QString address = m_text.mid(middle + 2, end - middle - 2).trimmed();
        addLink(image ? "[image: " + words + "]" : words, address.section(u' ', 0, 0));
        m_at = end + 1;
        return true;
    }

    bool takeBareAddress() {
        const bool bracketed = m_text[m_at] == u'<';
        const auto start = m_at + bracketed;
        const auto rest = QStringView(m_text).mid(start);
        if (!rest.startsWith(u"http://") && !rest.startsWith(u"https://"))
            return false;
        qsizetype end = start;
        while (end < m_text.size() && !m_text[end].isSpace() &&
               !QStringView(u"<>\"`").contains(m_text[end]))
            ++end;
        if (bracketed && at(end) != u'>')
            return false;
        if (!bracketed)
            while (QStringView(u".,;:!?)]*_'").contains(m_text[end - 1]))
                --end;
        const QString address = m_text.mid(start, end - start);
        addLink(address, address);
        m_at = end + bracketed;
        return true;
    }

    void addLink(const QString& words, const QString& address) {
        const QString link = openableAddress(address);
        add({words, m_styles, link});
        // The address stands beside the words, so that nobody is sent where the words do not say.
        if (link != words)
            add({" (" + (link.isEmpty() ? address : link) + ")", m_styles | RichSpan::Address, {}});
    }

    const QString m_text;
    const RichSpan::Styles m_styles;
    const int m_depth;
    qsizetype m_at = 0;
    QString m_plain;
    QList<RichSpan> m_spans;
    QSet<QString> m_missing;
};

} // namespace

QList<RichSpan> inlineSpans(const QString& text, RichSpan::Styles styles) {
    return withMarks(Inline(text, styles, 0).spans());
}

QList<RichSpan> withMarks(const QList<RichSpan>& spans) {
    QList<RichSpan> out;
    for (const auto& span : spans)
        for (const auto& part : visibleText(span.text)) {
            auto styles = span.styles;
            styles.setFlag(RichSpan::Mark, part.isMark);
            out << RichSpan{part.text, styles, part.isMark ? QString() : span.link};
        }
    return out;
}

QString openableAddress(const QString& address) {
    const QUrl url(address, QUrl::StrictMode);
    const bool opens = url.isValid() && !url.host().isEmpty() &&
                       (url.scheme() == "http" || url.scheme() == "https");
    return opens && address.size() <= kLongestAddress ? QString::fromLatin1(url.toEncoded())
                                                      : QString();
}

} // namespace tiebreak
