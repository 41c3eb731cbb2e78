#include "ui/playground/token_layout.h"

#include <utility>

namespace tiebreak {

namespace {

bool isBreak(const FlowToken& token) {
    return token.text.endsWith(QStringLiteral("↵"));
}

/// Both belong to one word.
bool areJoined(const FlowToken& before, const FlowToken& token) {
    return !isBreak(before) && !token.text.startsWith(' ') && !token.special && !before.special;
}

/// A pen that moves over the lines.
class Writer {
public:
    Writer(const TokenRoom& room, TokenLayout& out)
        : m_room(room)
        , m_out(out) {}

    int widthOf(const FlowToken& token) const {
        return metricsOf(token).horizontalAdvance(token.text);
    }
    /// A new line, unless `width` still fits into this one.
    void makeRoom(int width) {
        if (m_x > 0 && m_x + width > m_room.width)
            newLine();
    }
    void write(const FlowToken& token) {
        int blanks = metricsOf(token).horizontalAdvance(token.text.left(blanksOf(token.text)));
        int width = widthOf(token);
        makeRoom(width); // a word longer than a line
        if (m_x == 0)
            width -= std::exchange(blanks, 0); // no blanks at the start of a line
        m_out.boxes.push_back(
            {QRect(m_room.left + m_x, m_line * m_room.lineHeight, width, m_room.lineHeight), blanks,
             m_line});
        m_x += width;
        if (isBreak(token))
            newLine();
    }
    void finish() {
        m_out.height = (m_x > 0 ? m_line + 1 : m_line) * m_room.lineHeight;
        m_out.endX = m_x;
    }

private:
    const QFontMetrics& metricsOf(const FlowToken& token) const {
        return token.special ? m_room.specials : m_room.words;
    }
    void newLine() {
        m_x = 0;
        ++m_line;
    }

    const TokenRoom& m_room;
    TokenLayout& m_out;
    int m_x = 0;
    int m_line = 0;
};

} // namespace

bool FlowToken::operator==(const FlowToken& o) const {
    return text == o.text && special == o.special && changed == o.changed &&
           shade.fill == o.shade.fill && shade.under == o.shade.under && shade.over == o.shade.over;
}

int blanksOf(const QString& text) {
    int count = 0;
    while (count < text.size() && text[count] == ' ')
        ++count;
    return count == text.size() ? 0 : count;
}

TokenLayout layOutTokens(const std::vector<FlowToken>& tokens, const TokenRoom& room) {
    TokenLayout out;
    out.boxes.reserve(tokens.size());
    Writer writer(room, out);
    for (std::size_t first = 0; first < tokens.size();) {
        std::size_t end = first + 1;
        int width = writer.widthOf(tokens[first]);
        for (; end < tokens.size() && areJoined(tokens[end - 1], tokens[end]); ++end)
            width += writer.widthOf(tokens[end]);
        writer.makeRoom(width);
        for (; first < end; ++first)
            writer.write(tokens[first]);
    }
    writer.finish();
    return out;
}

} // namespace tiebreak
