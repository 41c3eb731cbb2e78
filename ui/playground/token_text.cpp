#include "ui/playground/token_text.h"

#include "ui/widgets/number_text.h"

#include <QLocale>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace tiebreak {

double probabilityOf(const InspectedToken& token) {
    return std::exp(token.logprob);
}

double surpriseBits(const InspectedToken& token) {
    return std::max(0.0, -token.logprob / std::numbers::ln2);
}

double entropyBits(const InspectedToken& token) {
    return std::max(0.0, token.entropy / std::numbers::ln2);
}

std::optional<double> logRatio(const TokenFindings& findings, int position) {
    const auto at = size_t(position);
    if (at >= findings.tokens.size() || at >= findings.referenceLogprobs.size())
        return std::nullopt;
    return findings.tokens[at].logprob - findings.referenceLogprobs[at];
}

const TokenAlternative* ownAlternative(const InspectedToken& token) {
    const auto own = std::find_if(token.alternatives.begin(), token.alternatives.end(),
                                  [&](const auto& a) { return a.id == token.id; });
    return own == token.alternatives.end() ? nullptr : &*own;
}

QString visibleToken(const std::string& text) {
    auto out = QString::fromStdString(text);
    if (out.isEmpty() || out == QChar(0xFFFD))
        return QStringLiteral("▯");
    out.replace('\n', QStringLiteral("↵")).replace('\t', QStringLiteral("⇥")).remove('\r');
    return out;
}

QString shareText(double share) {
    if (share >= 0.9995)
        return decimalText(share, 2);
    const auto text = share > 0 && share < 0.0005 ? decimalText(0.001, 3) : decimalText(share, 3);
    const auto bare = text.startsWith('0') ? text.mid(1) : text; // .184, as numbers below 1 stand
    return share > 0 && share < 0.0005 ? QStringLiteral("<") + bare : bare;
}

} // namespace tiebreak
