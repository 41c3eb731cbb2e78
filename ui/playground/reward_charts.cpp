#include "ui/playground/reward_charts.h"

#include "ui/widgets/number_text.h"
#include "ui/widgets/theme.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace tiebreak {

namespace {

constexpr int kBins = 16;
constexpr int kHeight = 120;
constexpr int kLeft = 44;
constexpr int kBottom = 20;
constexpr int kTop = 6;
constexpr std::size_t kSettled = 5; // the first few intervals would flatten all the rest

QRectF plotArea(const QWidget& widget) {
    return QRectF(kLeft, kTop, widget.width() - kLeft - 8, widget.height() - kTop - kBottom);
}

QString tick(double value) {
    return decimalText(value, std::abs(value) < 10 ? 2 : 0);
}

/// A line of ticks: text at three places of the axis below.
void drawBelow(QPainter& painter, const Theme& theme, const QRectF& area, const QString& left,
               const QString& right) {
    painter.setFont(theme.font(Theme::Type::Caption));
    painter.setPen(theme.plotColor("tick-label"));
    const QRectF line(area.left(), area.bottom() + 2, area.width(), kBottom - 2);
    painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, left);
    painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, right);
}

void drawBeside(QPainter& painter, const Theme& theme, const QRectF& area, const QString& top,
                const QString& bottom) {
    painter.setFont(theme.font(Theme::Type::Caption));
    painter.setPen(theme.plotColor("tick-label"));
    painter.drawText(QRectF(0, area.top() - 4, kLeft - 6, 16), Qt::AlignRight, top);
    painter.drawText(QRectF(0, area.bottom() - 12, kLeft - 6, 16), Qt::AlignRight, bottom);
}

} // namespace

RewardHistogram::RewardHistogram(Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme) {
    setMinimumHeight(theme.scaled(kHeight));
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

QSize RewardHistogram::sizeHint() const {
    return {m_theme.scaled(320), m_theme.scaled(kHeight)};
}

void RewardHistogram::show(const std::vector<double>& scores, double mean) {
    m_histogram = histogramOf(scores, kBins);
    m_mean = mean;
    const auto& counts = m_histogram.counts;
    if (!counts.empty()) {
        const auto most = std::max_element(counts.begin(), counts.end());
        const double at = m_histogram.low + double(most - counts.begin()) * m_histogram.width;
        setAccessibleName(
            tr("Histogram of %n scores; most are from %1 to %2", nullptr, int(scores.size()))
                .arg(tick(at), tick(at + m_histogram.width)));
    } else {
        setAccessibleName(tr("Histogram without scores"));
    }
    update();
}

void RewardHistogram::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const auto area = plotArea(*this);
    painter.fillRect(area, m_theme.plotColor("background"));
    painter.setPen(m_theme.plotColor("axis"));
    painter.drawLine(area.bottomLeft(), area.bottomRight());
    const auto& counts = m_histogram.counts;
    if (counts.empty())
        return;
    const int most = *std::max_element(counts.begin(), counts.end());
    const double wide = area.width() / double(counts.size());
    for (size_t i = 0; i < counts.size(); ++i) {
        const double high = area.height() * counts[i] / most;
        painter.fillRect(QRectF(area.left() + double(i) * wide + 1, area.bottom() - high,
                                std::max(1.0, wide - 2), high),
                         m_theme.line(0));
    }
    const double range = m_histogram.width * double(counts.size());
    const double x = range > 0 ? area.left() + (m_mean - m_histogram.low) / range * area.width()
                               : area.center().x();
    painter.setPen(QPen(m_theme.line(1), 2, Qt::DashLine));
    painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));
    drawBelow(painter, m_theme, area, tick(m_histogram.low), tick(m_histogram.low + range));
    drawBeside(painter, m_theme, area, countText(most), QStringLiteral("0"));
}

MeanChart::MeanChart(Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme) {
    setMinimumHeight(theme.scaled(kHeight));
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

QSize MeanChart::sizeHint() const {
    return {m_theme.scaled(320), m_theme.scaled(kHeight)};
}

void MeanChart::show(const std::vector<MeanEstimate>& running) {
    m_running = running;
    setAccessibleName(
        running.empty()
            ? tr("Mean against n, without scores")
            : tr("Mean against n: %1 ± %2 after %n responses", nullptr, running.back().n)
                  .arg(tick(running.back().mean), tick(running.back().half)));
    update();
}

void MeanChart::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const auto area = plotArea(*this);
    painter.fillRect(area, m_theme.plotColor("background"));
    painter.setPen(m_theme.plotColor("axis"));
    painter.drawLine(area.bottomLeft(), area.bottomRight());
    if (m_running.empty())
        return;
    double low = m_running.back().mean, high = low;
    for (size_t i = std::min(kSettled, m_running.size()) - 1; i < m_running.size(); ++i) {
        low = std::min(low, m_running[i].mean - m_running[i].half);
        high = std::max(high, m_running[i].mean + m_running[i].half);
    }
    if (high <= low)
        high = low + 1;
    const double most = std::max(1.0, double(m_running.size() - 1));
    const auto place = [&](size_t i, double value) {
        return QPointF(area.left() + double(i) / most * area.width(),
                       area.bottom() - (value - low) / (high - low) * area.height());
    };
    QPolygonF mean, band;
    for (size_t i = 0; i < m_running.size(); ++i) {
        mean << place(i, m_running[i].mean);
        band << place(i, m_running[i].mean + m_running[i].half);
    }
    for (size_t i = m_running.size(); i-- > 0;)
        band << place(i, m_running[i].mean - m_running[i].half);
    painter.setClipRect(area);
    auto fill = m_theme.line(0);
    fill.setAlphaF(float(m_theme.plotNumber("band-alpha")));
    painter.setPen(Qt::NoPen);
    painter.setBrush(fill);
    painter.drawPolygon(band);
    painter.setPen(QPen(m_theme.line(0), m_theme.plotNumber("smooth-width")));
    painter.drawPolyline(mean);
    painter.setClipping(false);
    drawBelow(painter, m_theme, area, QStringLiteral("n 1"),
              QStringLiteral("n ") + countText(qint64(m_running.size())));
    drawBeside(painter, m_theme, area, tick(high), tick(low));
}

} // namespace tiebreak
