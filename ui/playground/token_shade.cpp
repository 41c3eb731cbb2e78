#include "ui/playground/token_shade.h"

#include "ui/widgets/number_text.h"
#include "ui/widgets/theme.h"

#include <QJsonArray>

#include <cmath>

namespace tiebreak {

namespace {

TokenLine lineOf(const QString& name) {
    if (name == QLatin1String("dot"))
        return TokenLine::Dotted;
    if (name == QLatin1String("line"))
        return TokenLine::Thin;
    if (name == QLatin1String("line-2"))
        return TokenLine::Thick;
    return name == QLatin1String("double") ? TokenLine::Double : TokenLine::None;
}

struct ScaleKeys {
    const char* scale;
    const char* edges;
};

ScaleKeys keysOf(TokenColouring colouring) {
    switch (colouring) {
    case TokenColouring::Entropy:
        return {"entropy", "edges-bits"};
    case TokenColouring::LogRatio:
        return {"ratio", "edges-nats"};
    case TokenColouring::Probability:
        break;
    }
    return {"prob", "edges"};
}

/// As short as it can be: ".05", "1.5", "−2".
QString edgeText(double edge) {
    int decimals = 0;
    while (decimals < 3 && std::abs(edge * std::pow(10, decimals) -
                                    std::round(edge * std::pow(10, decimals))) > 1e-9)
        ++decimals;
    auto text = decimalText(edge, decimals);
    const auto zero = text.indexOf('0');
    if (std::abs(edge) < 1 && decimals > 0 && zero >= 0)
        text.remove(zero, 1);
    return text;
}

} // namespace

TokenScale::TokenScale(const Theme& theme, TokenColouring colouring)
    : m_colouring(colouring) {
    const auto keys = keysOf(colouring);
    const auto scale = theme.tokenLook().value(keys.scale).toObject();
    for (const auto& edge : scale.value(keys.edges).toArray())
        m_edges.push_back(edge.toDouble());
    const auto fills = scale.value("fill").toArray();
    const auto unders = scale.value("underline").toArray();
    const auto overs = scale.value("overline").toArray();
    for (int i = 0; i < fills.size(); ++i) {
        TokenShade shade;
        shade.under = lineOf(unders.at(i).toString());
        shade.over = lineOf(overs.at(i).toString());
        if (shade.under != TokenLine::None || shade.over != TokenLine::None)
            shade.fill = QColor(fills.at(i).toString());
        m_shades.push_back(shade);
    }
}

int TokenScale::levelOf(double value) const {
    // Edges fall for a probability, where little stands out, and rise for the others.
    int level = 0;
    for (const double edge : m_edges)
        level += m_colouring == TokenColouring::Probability ? value < edge : value >= edge;
    return qBound(0, level, levels() - 1);
}

QStringList TokenScale::legend() const {
    QStringList texts;
    const bool falls = m_colouring == TokenColouring::Probability;
    const bool both = m_colouring == TokenColouring::LogRatio;
    for (int i = 0; i < levels(); ++i) {
        const auto edge = m_edges[size_t(qMin(i, int(m_edges.size()) - 1))];
        const auto before = m_edges[size_t(qMax(0, i - 1))];
        if (i == 0)
            texts << (falls ? QStringLiteral("≥ ") : QStringLiteral("< ")) + edgeText(edge);
        else if (i == levels() - 1)
            texts << (falls ? QStringLiteral("< ") : QStringLiteral("≥ ")) + edgeText(before);
        else if (both)
            texts << (edge > 0 && before < 0 ? QStringLiteral("0")
                      : before >= 0          ? QStringLiteral("≥ ") + edgeText(before)
                                             : QStringLiteral("< ") + edgeText(edge));
        else
            texts << (falls ? edgeText(edge) : QStringLiteral("≥ ") + edgeText(before));
    }
    return texts;
}

} // namespace tiebreak
