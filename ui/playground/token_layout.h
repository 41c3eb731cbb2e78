// Where each token of a running text stands: lines broken between words, not inside them where it
// can be helped, and blanks before a token kept apart from it. Values and a pure function; the
// window's thread (fonts).
#pragma once

#include "ui/playground/token_shade.h"

#include <QFontMetrics>
#include <QRect>

#include <vector>

namespace tiebreak {

struct FlowToken {
    QString text; ///< made visible already
    bool special = false;
    bool changed = false; ///< by a person: forced there
    TokenShade shade;
    bool operator==(const FlowToken& other) const;
};

struct TokenBox {
    QRect rect;  ///< with the blanks before it
    int ink = 0; ///< px of blanks
    int line = 0;
};

struct TokenLayout {
    std::vector<TokenBox> boxes; ///< one a token
    int height = 0;
    int endX = 0; ///< where the text goes on
};

struct TokenRoom {
    int left = 0;
    int width = 0;
    int lineHeight = 0;
    QFontMetrics words;
    QFontMetrics specials;
};

TokenLayout layOutTokens(const std::vector<FlowToken>& tokens, const TokenRoom& room);
/// Blanks at a token's start, in characters; none for a token of blanks alone, which must be seen.
int blanksOf(const QString& text);

} // namespace tiebreak
