// How much a token stands out, by probability, entropy or log-ratio: a level with a fill and a line
// that say the same, so that colour never speaks alone. Values and pure functions; the window's
// thread where the theme is asked.
#pragma once

#include <QColor>
#include <QString>
#include <QStringList>

#include <vector>

namespace tiebreak {

class Theme;

enum class TokenColouring { Probability, Entropy, LogRatio };

/// Lines under or over a token, by strength.
enum class TokenLine { None, Dotted, Thin, Thick, Double };

struct TokenShade {
    QColor fill; ///< invalid: none
    TokenLine under = TokenLine::None;
    TokenLine over = TokenLine::None;
};

/// The scale of one colouring as the theme has it. Levels go from what is usual to what stands out;
/// those of the log-ratio from far below to far above.
class TokenScale {
public:
    TokenScale(const Theme& theme, TokenColouring colouring);

    /// `value`: a probability, bits, or nats.
    int levelOf(double value) const;
    int levels() const { return int(m_shades.size()); }
    const TokenShade& shade(int level) const { return m_shades[size_t(level)]; }
    /// "≥ .5", ".2", "< .01": one a level.
    QStringList legend() const;

private:
    TokenColouring m_colouring;
    std::vector<double> m_edges;
    std::vector<TokenShade> m_shades;
};

} // namespace tiebreak
