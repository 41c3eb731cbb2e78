#include "ui/train/curve_plot.h"

#include "metrics/minmax_decimation.h"
#include "ui/widgets/theme.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace tiebreak {

namespace {

constexpr double kMarkerSize = 8;
constexpr double kEdgeMarkSize = 7;
constexpr double kWheelFactor = 1.2;
constexpr double kRoomRight = 1.03;

QCPScatterStyle::ScatterShape shapeOf(const QString& name) {
    if (name.startsWith(QLatin1String("square")))
        return QCPScatterStyle::ssSquare;
    if (name.startsWith(QLatin1String("triangle")))
        return QCPScatterStyle::ssTriangle;
    if (name.startsWith(QLatin1String("diamond")))
        return QCPScatterStyle::ssDiamond;
    if (name == QLatin1String("cross"))
        return QCPScatterStyle::ssCross;
    if (name == QLatin1String("plus"))
        return QCPScatterStyle::ssPlus;
    return QCPScatterStyle::ssCircle;
}

QColor withAlpha(QColor color, double alpha) {
    color.setAlphaF(float(alpha));
    return color;
}

} // namespace

CurvePlot::CurvePlot(const Theme& theme, QWidget* parent)
    : QCustomPlot(parent)
    , m_theme(theme) {
    setMouseTracking(true);
    setMinimumSize(220, 110);
    setFocusPolicy(Qt::StrongFocus);
    setNoAntialiasingOnDrag(false);
    setSelectionRectMode(QCP::srmZoom);
    setInteractions(QCP::iRangeDrag);
    axisRect()->setRangeZoomAxes(xAxis, yAxis);
    connect(xAxis, qOverload<const QCPRange&>(&QCPAxis::rangeChanged), this,
            [this](const QCPRange& r) {
                fillVisible();
                Q_EMIT xRangeChanged(r);
            });
    buildLayers();
    recolour();
}

void CurvePlot::buildLayers() {
    m_crossHair = new QCPItemStraightLine(this);
    m_crossHair->setVisible(false);
    m_limit = new QCPItemStraightLine(this);
    m_limit->setVisible(false);
    m_limitWords = new QCPItemText(this);
    m_limitWords->setVisible(false);
    m_limitWords->setPositionAlignment(Qt::AlignLeft | Qt::AlignBottom);
    yAxis2->setRange(0, 1); // edge marks live on this hidden axis
    yAxis2->setVisible(false);
    xAxis->setSubTicks(false);
    yAxis->setSubTicks(false);
    xAxis->setTickLength(0);
    yAxis->setTickLength(0);
    xAxis->setPadding(0);
    xAxis->ticker()->setTickCount(5);
    yAxis->ticker()->setTickCount(5);
    axisRect()->setMinimumMargins({0, 6, 8, 0});
    plotLayout()->setRowSpacing(0);
}

void CurvePlot::recolour() {
    setBackground(QBrush(m_theme.plotColor(QStringLiteral("background"))));
    const QColor tick = m_theme.plotColor(QStringLiteral("tick-label"));
    for (QCPAxis* axis : {xAxis, yAxis}) {
        axis->setTickLabelColor(tick);
        axis->setTickLabelFont(m_theme.font(Theme::Type::MonoSmall));
        axis->setBasePen(axis == xAxis ? QPen(m_theme.plotColor(QStringLiteral("axis")))
                                       : Qt::NoPen);
        axis->grid()->setPen(QPen(m_theme.plotColor(QStringLiteral("grid"))));
        axis->grid()->setZeroLinePen(QPen(m_theme.plotColor(QStringLiteral("zero-line"))));
    }
    QPen cross(m_theme.plotColor(QStringLiteral("crosshair")));
    cross.setStyle(Qt::DashLine);
    m_crossHair->setPen(cross);
    QPen limit(m_theme.color(QStringLiteral("warn")));
    limit.setStyle(Qt::DashLine);
    m_limit->setPen(limit);
    m_limitWords->setColor(m_theme.color(QStringLiteral("warn")));
    m_limitWords->setFont(m_theme.font(Theme::Type::MonoSmall));
    selectionRect()->setPen(QPen(m_theme.plotColor(QStringLiteral("selection-fill"))));
    selectionRect()->setBrush(withAlpha(m_theme.plotColor(QStringLiteral("selection-fill")), 0.14));
    rebuild();
}

void CurvePlot::setLines(const QVector<CurveLine>& lines, const QVector<double>& checkpoints) {
    m_lines = lines;
    m_checkpoints = checkpoints;
    rebuild();
}

void CurvePlot::rebuild() {
    clearGraphs();
    m_rawGraphs.clear();
    for (const auto& line : m_lines)
        addRaw(line);
    for (const auto& line : m_lines)
        addSmooth(line);
    for (const auto& line : m_lines)
        addEndMarker(line);
    addEdgeMarks();
    if (m_fitted)
        fit();
    fillVisible();
    replot(QCustomPlot::rpQueuedReplot);
}

void CurvePlot::addRaw(const CurveLine& line) {
    QCPGraph* graph = addGraph();
    QPen pen(withAlpha(m_theme.line(line.line), 0.3));
    pen.setWidthF(1.0);
    graph->setPen(pen);
    graph->setAdaptiveSampling(false); // fed a min–max picture of the visible range instead
    m_rawGraphs.push_back({graph, int(m_rawGraphs.size())});
}

void CurvePlot::addSmooth(const CurveLine& line) {
    QCPGraph* graph = addGraph();
    QPen pen(m_theme.line(line.line));
    pen.setWidthF(2.0);
    pen.setStyle(line.keyIndex > 0 ? Qt::DashLine : m_theme.lineDash(line.line));
    graph->setPen(pen);
    graph->setData(line.steps, line.smooth, true);
}

void CurvePlot::addEndMarker(const CurveLine& line) {
    if (line.steps.isEmpty())
        return;
    QCPGraph* graph = addGraph();
    graph->setLineStyle(QCPGraph::lsNone);
    graph->setScatterStyle(marker(line.line, kMarkerSize));
    graph->setData({line.steps.back()}, {line.smooth.back()}, true);
}

QCPScatterStyle CurvePlot::marker(int line, double size) const {
    const QString name = m_theme.lineMarker(line);
    const QColor color = m_theme.line(line);
    const bool open = name.endsWith(QLatin1String("-open"));
    const QColor fill = open ? m_theme.plotColor(QStringLiteral("background")) : color;
    return QCPScatterStyle(shapeOf(name), QPen(color, 1.5), QBrush(fill), size);
}

void CurvePlot::addEdgeMarks() {
    QVector<double> bad;
    for (const auto& line : m_lines)
        bad += line.nonFiniteSteps;
    std::sort(bad.begin(), bad.end());
    const auto addMarks = [this](const QVector<double>& at, double height, const QColor& color) {
        if (at.isEmpty())
            return;
        QCPGraph* graph = addGraph(xAxis, yAxis2);
        graph->setLineStyle(QCPGraph::lsNone);
        graph->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssTriangle, QPen(color),
                                               QBrush(color), kEdgeMarkSize));
        graph->setData(at, QVector<double>(at.size(), height), true);
    };
    addMarks(bad, 0.96, m_theme.plotColor(QStringLiteral("non-finite")));
    addMarks(m_checkpoints, 0.02, m_theme.plotColor(QStringLiteral("checkpoint")));
}

void CurvePlot::fillVisible() {
    const size_t columns = size_t(std::max(50, axisRect()->width()));
    for (const auto& [graph, index] : m_rawGraphs) {
        const CurveLine& line = m_lines[index];
        const size_t count = size_t(line.steps.size());
        const auto thin =
            decimateMinMax({line.steps.constData(), count}, {line.raw.constData(), count},
                           xAxis->range().lower, xAxis->range().upper, columns);
        QVector<QCPGraphData> points;
        points.reserve(qsizetype(thin.x.size()));
        for (size_t i = 0; i < thin.x.size(); ++i)
            points.push_back({thin.x[i], thin.y[i]});
        graph->data()->set(points, true);
    }
}

void CurvePlot::fit() {
    m_fitted = true;
    double low = std::numeric_limits<double>::infinity(), high = -low, last = 1;
    for (const auto& line : m_lines) {
        if (line.steps.isEmpty())
            continue;
        last = std::max(last, line.steps.back());
        const auto [a, b] = std::minmax_element(line.raw.begin(), line.raw.end());
        low = std::min(low, *a);
        high = std::max(high, *b);
    }
    if (!(low <= high)) {
        low = 0;
        high = 1;
    }
    const double margin = high > low ? 0.06 * (high - low) : std::max(0.5, std::fabs(high) * 0.1);
    xAxis->setRange(0, last * kRoomRight); // the end markers stay whole
    if (m_logScale && low > 0)
        yAxis->setRange(low * 0.9, high * 1.1);
    else
        yAxis->setRange(low - margin, high + margin);
    replot(QCustomPlot::rpQueuedReplot);
}

void CurvePlot::setLimit(double value, const QString& words) {
    m_limit->setVisible(!words.isEmpty());
    m_limitWords->setVisible(!words.isEmpty());
    m_limit->point1->setCoords(0, value);
    m_limit->point2->setCoords(1, value);
    m_limitWords->position->setCoords(0, value);
    m_limitWords->setText(words);
}

void CurvePlot::setCrossHair(double step) {
    m_crossHair->setVisible(std::isfinite(step));
    if (std::isfinite(step)) {
        m_crossHair->point1->setCoords(step, 0);
        m_crossHair->point2->setCoords(step, 1);
    }
    replot(QCustomPlot::rpQueuedReplot);
}

void CurvePlot::setLogScale(bool on) {
    m_logScale = on;
    yAxis->setScaleType(on ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
    yAxis->setTicker(on ? QSharedPointer<QCPAxisTicker>(new QCPAxisTickerLog)
                        : QSharedPointer<QCPAxisTicker>::create());
    fit();
}

void CurvePlot::mousePressEvent(QMouseEvent* event) {
    // Shift drags the picture; a plain drag draws a box to zoom to.
    setSelectionRectMode(event->modifiers() & Qt::ShiftModifier ? QCP::srmNone : QCP::srmZoom);
    QCustomPlot::mousePressEvent(event);
}

void CurvePlot::mouseMoveEvent(QMouseEvent* event) {
    QCustomPlot::mouseMoveEvent(event);
    if (event->buttons() != Qt::NoButton)
        m_fitted = false;
    else if (axisRect()->rect().contains(event->pos()))
        Q_EMIT hovered(std::round(xAxis->pixelToCoord(event->position().x())));
}

void CurvePlot::mouseReleaseEvent(QMouseEvent* event) {
    QCustomPlot::mouseReleaseEvent(event);
    fillVisible();
    replot(QCustomPlot::rpQueuedReplot);
}

void CurvePlot::mouseDoubleClickEvent(QMouseEvent*) {
    fit();
}

void CurvePlot::wheelEvent(QWheelEvent* event) {
    if (!(event->modifiers() & Qt::AltModifier)) {
        event->ignore(); // the page scrolls
        return;
    }
    const QPoint delta = event->angleDelta();
    const double steps = (delta.y() ? delta.y() : delta.x()) / 120.0;
    m_fitted = false;
    xAxis->scaleRange(std::pow(kWheelFactor, -steps), xAxis->pixelToCoord(event->position().x()));
    replot(QCustomPlot::rpQueuedReplot);
    event->accept();
}

void CurvePlot::leaveEvent(QEvent* event) {
    QCustomPlot::leaveEvent(event);
    Q_EMIT hovered(std::numeric_limits<double>::quiet_NaN());
}

void CurvePlot::resizeEvent(QResizeEvent* event) {
    QCustomPlot::resizeEvent(event);
    fillVisible();
}

} // namespace tiebreak
