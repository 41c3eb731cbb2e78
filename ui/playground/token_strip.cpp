#include "ui/playground/token_strip.h"

#include "ui/widgets/number_text.h"
#include "ui/widgets/theme.h"

#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace tiebreak {

namespace {

constexpr int kLegendHeight = 20;
constexpr int kPlotHeight = 52;
constexpr int kLabelRoom = 26;
constexpr int kSurpriseLine = 1; // of the look's lines
constexpr int kEntropyLine = 6;
constexpr double kMarker = 7;

} // namespace

TokenStrip::TokenStrip(Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&theme, &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
    retranslate();
}

void TokenStrip::retranslate() {
    setAccessibleName(tr("Surprise and entropy of each token"));
    setAccessibleDescription(tr("The same numbers stand in the table of tokens"));
    update();
}

QSize TokenStrip::sizeHint() const {
    return {200, m_theme.scaled(kLegendHeight + kPlotHeight)};
}

void TokenStrip::setSeries(std::vector<double> surprise, std::vector<double> entropy) {
    m_surprise = std::move(surprise);
    m_entropy = std::move(entropy);
    update();
}

void TokenStrip::setCurrent(int position) {
    m_current = position;
    update();
}

QRect TokenStrip::plotRect() const {
    return rect().adjusted(m_theme.scaled(kLabelRoom), m_theme.scaled(kLegendHeight), -4, -6);
}

/// The axis ends at a multiple of 5 bits.
double TokenStrip::highest() const {
    double most = 5;
    for (const auto* series : {&m_surprise, &m_entropy})
        for (const double bits : *series)
            if (std::isfinite(bits))
                most = std::max(most, bits);
    return std::ceil(most / 5) * 5;
}

QPointF TokenStrip::pointOf(int position, double bits) const {
    const QRectF plot = plotRect();
    const auto last = std::max<double>(1, double(m_surprise.size()) - 1);
    const double height = std::isfinite(bits) ? bits / highest() : 1;
    return {plot.left() + plot.width() * position / last, plot.bottom() - plot.height() * height};
}

void TokenStrip::paintAxis(QPainter& painter) const {
    const QRect plot = plotRect();
    painter.setFont(m_theme.font(Theme::Type::MonoSmall));
    const double most = highest();
    for (const double bits : {0.0, most > 10 ? most : 5.0}) {
        const int y = int(pointOf(0, bits).y());
        painter.setPen(m_theme.plotColor(bits == 0 ? "axis" : "grid"));
        painter.drawLine(plot.left(), y, plot.right(), y);
        painter.setPen(m_theme.plotColor("tick-label"));
        painter.drawText(QRect(0, y - 8, plot.left() - 6, 16), Qt::AlignRight | Qt::AlignVCenter,
                         decimalText(bits, 0));
    }
}

QPen TokenStrip::penOf(bool isSurprise) const {
    QPen pen(m_theme.line(isSurprise ? kSurpriseLine : kEntropyLine),
             m_theme.plotNumber("smooth-width"));
    if (!isSurprise)
        pen.setStyle(Qt::DashLine);
    return pen;
}

void TokenStrip::paintSeries(QPainter& painter, const std::vector<double>& bits,
                             const QPen& pen) const {
    QPolygonF line;
    for (int i = 0; i < int(bits.size()); ++i)
        line << pointOf(i, bits[size_t(i)]);
    painter.setPen(pen);
    painter.drawPolyline(line);
}

void TokenStrip::paintLegend(QPainter& painter) const {
    painter.setFont(m_theme.font(Theme::Type::Small));
    const QFontMetrics metrics(painter.font());
    const int middle = m_theme.scaled(kLegendHeight) / 2 - 2;
    int x = 0;
    for (const bool isSurprise : {true, false}) {
        painter.setPen(penOf(isSurprise));
        painter.drawLine(x, middle, x + 22, middle);
        if (isSurprise)
            painter.fillRect(QRectF(x + 11 - kMarker / 2, middle - kMarker / 2, kMarker, kMarker),
                             painter.pen().color());
        const auto word = isSurprise ? tr("Surprise") : tr("Entropy, bits");
        painter.setPen(m_theme.color("text-2"));
        painter.drawText(QRect(x + 28, 0, width(), middle * 2), Qt::AlignVCenter, word);
        x += 28 + metrics.horizontalAdvance(word) + 16;
    }
}

void TokenStrip::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    paintAxis(painter);
    painter.setRenderHint(QPainter::Antialiasing);
    paintLegend(painter);
    if (m_current >= 0 && m_current < int(m_surprise.size())) {
        const auto at = pointOf(m_current, m_surprise[size_t(m_current)]);
        painter.setPen(QPen(m_theme.plotColor("crosshair"), 1, Qt::DashLine));
        painter.drawLine(QPointF(at.x(), plotRect().top()), QPointF(at.x(), plotRect().bottom()));
    }
    paintSeries(painter, m_entropy, penOf(false));
    paintSeries(painter, m_surprise, penOf(true));
    if (m_current >= 0 && m_current < int(m_surprise.size())) {
        const auto at = pointOf(m_current, m_surprise[size_t(m_current)]);
        painter.fillRect(QRectF(at.x() - kMarker / 2, at.y() - kMarker / 2, kMarker, kMarker),
                         penOf(true).color());
    }
}

void TokenStrip::mousePressEvent(QMouseEvent* event) {
    if (m_surprise.empty())
        return;
    const auto plot = plotRect();
    const double share = double(event->pos().x() - plot.left()) / qMax(1, plot.width());
    const auto last = double(m_surprise.size()) - 1;
    Q_EMIT picked(int(std::lround(qBound(0.0, share, 1.0) * last)));
}

} // namespace tiebreak
