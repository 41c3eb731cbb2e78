#include "ui/label/visible_marks.h"

#include <QVector>

namespace tiebreak {

namespace {

constexpr char32_t kJoiner = 0x200D;
constexpr char32_t kEmojiStyle = 0xFE0F;

bool isBetween(char32_t c, char32_t first, char32_t last) {
    return c >= first && c <= last;
}

bool isPictograph(char32_t c) {
    return isBetween(c, 0x1F000, 0x1FAFF) || isBetween(c, 0x2190, 0x2BFF) || c == kEmojiStyle ||
           c == 0x203C || c == 0x2049 || c == 0x3030 || c == 0x303D;
}

/// What Qt's documents use for their own structure: frames, objects, blocks.
bool isNoCharacter(char32_t c) {
    return isBetween(c, 0xFDD0, 0xFDEF) || (c & 0xFFFE) == 0xFFFE || c == 0xFFFC;
}

bool isUnseen(char32_t c) {
    const bool control = (c < 0x20 && c != '\n' && c != '\t') || isBetween(c, 0x7F, 0x9F);
    const bool zeroWidth = isBetween(c, 0x200B, 0x200F) || isBetween(c, 0x2060, 0x206F) ||
                           c == 0xFEFF || c == 0x00AD || c == 0x180E || c == 0x034F ||
                           c == 0x115F || c == 0x1160 || c == 0x3164 || c == 0xFFA0;
    const bool bidi = isBetween(c, 0x202A, 0x202E) || c == 0x061C;
    const bool selector = isBetween(c, 0xFE00, 0xFE0F) || isBetween(c, 0xFFF9, 0xFFFB);
    const bool tag = isBetween(c, 0xE0000, 0xE0FFF);
    const bool foreign =
        isBetween(c, 0xE000, 0xF8FF) || c >= 0xF0000 || isBetween(c, 0xD800, 0xDFFF);
    return control || zeroWidth || bidi || selector || tag || foreign || isNoCharacter(c);
}

/// Seen in this place although it is nothing by itself.
bool isSeenHere(const QVector<uint>& all, qsizetype at) {
    const char32_t before = at > 0 ? all[at - 1] : 0;
    const char32_t after = at + 1 < all.size() ? all[at + 1] : 0;
    if (all[at] == kEmojiStyle)
        return isPictograph(before) || before == '#' || before == '*' ||
               isBetween(before, '0', '9');
    return all[at] == kJoiner && isPictograph(before) && isPictograph(after);
}

QString nameOf(char32_t c) {
    return QString(QChar(0x27E8)) + "U+" +
           QString::number(c, 16).toUpper().rightJustified(4, QLatin1Char('0')) + QChar(0x27E9);
}

} // namespace

QString withPlainLineEnds(QString text) {
    text.replace(QLatin1String("\r\n"), QLatin1String("\n"));
    for (const ushort end :
         {ushort('\r'), ushort(0x0B), ushort(0x0C), ushort(0x85), ushort(0x2028), ushort(0x2029)})
        text.replace(QChar(end), QLatin1Char('\n'));
    return text;
}

std::vector<MarkedText> visibleText(const QString& text) {
    std::vector<MarkedText> parts;
    const auto add = [&parts](const QString& piece, bool isMark) {
        if (isMark || parts.empty() || parts.back().isMark)
            parts.push_back({piece, isMark});
        else
            parts.back().text += piece;
    };
    // toUcs4 would turn a lone surrogate into a character that hides what it was.
    const QString lines = withPlainLineEnds(text);
    QVector<uint> all;
    all.reserve(lines.size());
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const bool whole =
            lines[i].isHighSurrogate() && i + 1 < lines.size() && lines[i + 1].isLowSurrogate();
        all << (whole ? QChar::surrogateToUcs4(lines[i], lines[i + 1]) : lines[i].unicode());
        i += whole;
    }
    for (qsizetype i = 0; i < all.size(); ++i) {
        const char32_t c = all[i];
        if (isUnseen(c) && !isSeenHere(all, i))
            add(nameOf(c), true);
        else
            add(QString::fromUcs4(&c, 1), false);
    }
    return parts;
}

QString withVisibleMarks(const QString& text) {
    QString out;
    for (const auto& part : visibleText(text))
        out += part.text;
    return out;
}

} // namespace tiebreak
