#include "ui/train/curve_grid.h"

#include "ui/train/curve_card.h"
#include "ui/train/curve_plot.h"

#include <QGridLayout>

#include <limits>

namespace tiebreak {

namespace {
constexpr int kThreeColumns = 860; // px of width
constexpr int kTwoColumns = 560;
} // namespace

CurveGrid::CurveGrid(const Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_layout(new QGridLayout(this))
    , m_crossHair(std::numeric_limits<double>::quiet_NaN()) {
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(12);
}

void CurveGrid::setMethod(const QString& method, bool all) {
    if (method == m_method && all == m_all && !m_cards.empty())
        return;
    m_method = method;
    m_all = all;
    rebuild();
}

void CurveGrid::rebuild() {
    qDeleteAll(m_cards);
    m_cards.clear();
    for (auto& spec : curveSpecs(m_method, m_all)) {
        auto* card = new CurveCard(m_theme, std::move(spec), this);
        connect(&card->plot(), &CurvePlot::hovered, this, &CurveGrid::setCrossHair);
        connect(&card->plot(), &CurvePlot::xRangeChanged, this, [this, card] { shareRange(card); });
        m_cards.push_back(card);
    }
    m_columns = 0;
    arrange();
    setRuns(m_runs);
}

void CurveGrid::arrange() {
    const int columns = width() >= kThreeColumns ? 3 : width() >= kTwoColumns ? 2 : 1;
    if (columns == m_columns)
        return;
    m_columns = columns;
    for (size_t i = 0; i < m_cards.size(); ++i)
        m_layout->addWidget(m_cards[i], int(i) / columns, int(i) % columns);
    for (int c = 0; c < 3; ++c)
        m_layout->setColumnStretch(c, c < columns ? 1 : 0);
}

void CurveGrid::setRuns(const QVector<ShownRun>& runs) {
    m_runs = runs;
    for (CurveCard* card : m_cards)
        card->setRuns(runs, m_smoothing);
}

void CurveGrid::setSmoothing(double weight) {
    m_smoothing = weight;
    setRuns(m_runs);
}

void CurveGrid::setCrossHair(double step) {
    m_crossHair = step;
    for (CurveCard* card : m_cards)
        card->setCrossHair(step);
    Q_EMIT crossHairMoved(step);
}

void CurveGrid::fit() {
    for (CurveCard* card : m_cards)
        card->plot().fit();
}

void CurveGrid::setLogScale(bool on) {
    for (CurveCard* card : m_cards)
        card->plot().setLogScale(on);
}

void CurveGrid::shareRange(const CurveCard* from) {
    if (m_sharing)
        return;
    m_sharing = true;
    const QCPRange range = const_cast<CurveCard*>(from)->plot().xAxis->range();
    for (CurveCard* card : m_cards)
        if (card != from) {
            card->plot().xAxis->setRange(range);
            card->plot().replot(QCustomPlot::rpQueuedReplot);
        }
    m_sharing = false;
}

void CurveGrid::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    arrange();
}

} // namespace tiebreak
