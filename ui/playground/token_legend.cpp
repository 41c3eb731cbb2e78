#include "ui/playground/token_legend.h"

#include "ui/playground/token_paint.h"
#include "ui/widgets/theme.h"

#include <QPainter>

namespace tiebreak {

namespace {
constexpr int kSwatchWidth = 18;
constexpr int kSwatchHeight = 14;
constexpr int kGap = 4;
constexpr int kBetween = 8;
} // namespace

TokenLegend::TokenLegend(Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme) {
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    connect(&theme, &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
    retranslate();
}

void TokenLegend::setColouring(TokenColouring colouring) {
    m_colouring = colouring;
    retranslate();
}

QString TokenLegend::unit() const {
    switch (m_colouring) {
    case TokenColouring::Entropy:
        return tr("bits");
    case TokenColouring::LogRatio:
        return tr("nats");
    case TokenColouring::Probability:
        break;
    }
    return {};
}

void TokenLegend::retranslate() {
    setAccessibleName(
        tr("Legend: %1")
            .arg((TokenScale(m_theme, m_colouring).legend() << unit()).join(QStringLiteral(", "))));
    updateGeometry();
    update();
}

QSize TokenLegend::sizeHint() const {
    const QFontMetrics metrics(m_theme.font(Theme::Type::MonoSmall));
    int width = metrics.horizontalAdvance(unit());
    for (const auto& text : TokenScale(m_theme, m_colouring).legend())
        width += m_theme.scaled(kSwatchWidth) + kGap + metrics.horizontalAdvance(text) + kBetween;
    return {width, m_theme.scaled(20)};
}

void TokenLegend::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const TokenScale scale(m_theme, m_colouring);
    const auto texts = scale.legend();
    const QColor ink(m_theme.tokenLook().value("text").toString());
    const QFont font = m_theme.font(Theme::Type::MonoSmall);
    const QFontMetrics metrics(font);
    const QSize side(m_theme.scaled(kSwatchWidth), m_theme.scaled(kSwatchHeight));
    int x = 0;
    for (int level = 0; level < scale.levels(); ++level) {
        const QRect swatch(QPoint(x, (height() - side.height()) / 2), side);
        paintShade(painter, swatch, scale.shade(level), ink);
        if (!scale.shade(level).fill.isValid()) {
            painter.setPen(m_theme.color("border"));
            painter.setBrush(Qt::NoBrush);
            painter.drawRoundedRect(swatch, 3, 3);
        }
        painter.setFont(font);
        painter.setPen(m_theme.color("text-3"));
        x += side.width() + kGap;
        painter.drawText(QRect(x, 0, width(), height()), Qt::AlignVCenter, texts[level]);
        x += metrics.horizontalAdvance(texts[level]) + kBetween;
    }
    painter.drawText(QRect(x, 0, width(), height()), Qt::AlignVCenter, unit());
}

} // namespace tiebreak
