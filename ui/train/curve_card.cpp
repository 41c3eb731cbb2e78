#include "ui/train/curve_card.h"

#include "ui/train/curve_plot.h"
#include "ui/train/line_swatch.h"
#include "ui/widgets/text_label.h"
#include "ui/widgets/theme.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLocale>
#include <QVBoxLayout>

#include <cmath>
#include <limits>

namespace tiebreak {

namespace {

constexpr int kReadOutSpace = 6; // px

} // namespace

QString shortNumber(double value) {
    if (std::isnan(value))
        return QStringLiteral("–");
    const double size = std::fabs(value);
    if (size != 0 && (size < 1e-3 || size >= 1e6))
        return QLocale().toString(value, 'e', 1);
    const int digits = size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
    QString text = QLocale().toString(value, 'f', digits);
    return text.replace(QLatin1Char('-'), QChar(0x2212)); // true minus
}

CurveCard::CurveCard(const Theme& theme, CurveSpec spec, QWidget* parent)
    : QFrame(parent)
    , m_theme(theme)
    , m_spec(std::move(spec))
    , m_readOuts(new QWidget(this))
    , m_plot(new CurvePlot(theme, this))
    , m_crossHair(std::numeric_limits<double>::quiet_NaN()) {
    setProperty("role", "card");
    setMinimumSize(260, 170);
    setAccessibleName(m_spec.title);
    setToolTip(m_spec.words);
    m_plot->setAccessibleName(tr("%1, curve").arg(m_spec.title));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 10, 8, 6);
    layout->setSpacing(4);
    layout->addLayout(buildHead());
    auto* readOuts = new QGridLayout(m_readOuts);
    readOuts->setContentsMargins(0, 0, 0, 0);
    readOuts->setHorizontalSpacing(kReadOutSpace);
    readOuts->setVerticalSpacing(2);
    layout->addWidget(m_readOuts);
    layout->addWidget(m_plot, 1);
    if (!m_spec.limitWords.isEmpty())
        m_plot->setLimit(m_spec.limit, m_spec.limitWords);
    connect(&theme, &Theme::changed, m_plot, &CurvePlot::recolour);
}

QHBoxLayout* CurveCard::buildHead() {
    auto* head = new QHBoxLayout;
    head->setSpacing(8);
    auto* title = new TextLabel(m_spec.title, QStringLiteral("strong"), {}, this);
    auto* unit = new TextLabel(m_spec.unit, QStringLiteral("small"), QStringLiteral("muted"), this);
    head->addWidget(title);
    head->addWidget(unit);
    head->addStretch(1);
    return head;
}

void CurveCard::setRuns(const QVector<ShownRun>& runs, double smoothing) {
    QVector<CurveLine> lines;
    QVector<double> checkpoints;
    for (const auto& run : runs) {
        for (size_t k = 0; k < m_spec.keys.size(); ++k) {
            const bool there = run.series && run.series->count(m_spec.keys[k]) != 0;
            if (there || k == 0) // other methods' keys would only take the read-outs' room
                lines.push_back(makeCurveLine(run, m_spec, int(k), smoothing));
        }
        for (const qint64 step : run.checkpoints)
            checkpoints.push_back(double(step));
    }
    std::sort(checkpoints.begin(), checkpoints.end());
    const bool sameShape =
        lines.size() == m_lines.size() &&
        std::equal(lines.begin(), lines.end(), m_lines.begin(), [](const auto& a, const auto& b) {
            return a.runId == b.runId && a.line == b.line && a.keyIndex == b.keyIndex;
        });
    m_lines = lines;
    if (!sameShape)
        rebuildReadOuts();
    m_plot->setLines(m_lines, checkpoints);
    showReadOuts();
}

void CurveCard::rebuildReadOuts() {
    qDeleteAll(m_swatches);
    qDeleteAll(m_values);
    m_swatches.clear();
    m_values.clear();
    for (const auto& line : m_lines) {
        m_swatches.push_back(new LineSwatch(m_theme, line.line, line.keyIndex > 0, m_readOuts));
        m_values.push_back(new TextLabel({}, QStringLiteral("mono"), {}, m_readOuts));
    }
    m_perLine = 0;
}

void CurveCard::arrangeReadOuts() {
    if (m_values.isEmpty())
        return;
    int widest = 0;
    for (const auto* value : m_values)
        widest = std::max(widest, value->sizeHint().width());
    const int one = m_swatches.first()->sizeHint().width() + widest + 2 * kReadOutSpace;
    const int room =
        width() - layout()->contentsMargins().left() - layout()->contentsMargins().right();
    const int perLine = std::max(1, room / one);
    if (perLine == m_perLine)
        return;
    m_perLine = perLine;
    auto* grid = static_cast<QGridLayout*>(m_readOuts->layout());
    while (QLayoutItem* item = grid->takeAt(0))
        delete item;
    for (int column = 0; column < grid->columnCount(); ++column)
        grid->setColumnStretch(column, 0);
    for (int i = 0; i < int(m_values.size()); ++i) {
        grid->addWidget(m_swatches[i], i / perLine, 2 * (i % perLine), Qt::AlignVCenter);
        grid->addWidget(m_values[i], i / perLine, 2 * (i % perLine) + 1);
        m_swatches[i]->show(); // new ones in a card that is on screen
        m_values[i]->show();
    }
    grid->setColumnStretch(2 * perLine, 1);
}

void CurveCard::resizeEvent(QResizeEvent* event) {
    QFrame::resizeEvent(event);
    arrangeReadOuts();
}

void CurveCard::setCrossHair(double step) {
    m_crossHair = step;
    m_plot->setCrossHair(step);
    showReadOuts();
}

bool CurveCard::titleSaysIt(int key) const {
    const bool alone = std::all_of(m_lines.begin(), m_lines.end(),
                                   [key](const CurveLine& line) { return line.keyIndex == key; });
    return alone && m_spec.title.contains(m_spec.keyNames[key], Qt::CaseInsensitive);
}

void CurveCard::showReadOuts() {
    for (qsizetype i = 0; i < m_lines.size(); ++i) {
        const CurveLine& line = m_lines[i];
        const double at =
            std::isfinite(m_crossHair) ? m_crossHair : std::numeric_limits<double>::max();
        QString text = shortNumber(valueAt(line, at));
        if (line.keyIndex < m_spec.keyNames.size() && !titleSaysIt(line.keyIndex))
            text = m_spec.keyNames[line.keyIndex] + QLatin1Char(' ') + text;
        m_values[i]->setText(text);
        m_values[i]->setAccessibleName(tr("%1 of %2: %3").arg(m_spec.title, line.runId, text));
    }
    arrangeReadOuts();
}

} // namespace tiebreak
