#include "ui/train/curve_bar.h"

#include "ui/train/line_swatch.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/text_label.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QSlider>

#include <cmath>

namespace tiebreak {

namespace {
constexpr int kSliderWidth = 110;
constexpr int kDefaultSmoothing = 60; // hundredths, as TensorBoard
constexpr int kMostSmoothing = 99;
} // namespace

CurveBar::CurveBar(Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme) {
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    m_runs = new QHBoxLayout;
    m_runs->setSpacing(8);
    layout->addLayout(m_runs);
    m_step = new TextLabel({}, QStringLiteral("mono"), QStringLiteral("second"), this);
    layout->addWidget(m_step);
    layout->addStretch(1);
    m_smoothingName = new TextLabel({}, {}, QStringLiteral("second"), this);
    m_slider = new QSlider(Qt::Horizontal, this);
    m_slider->setRange(0, kMostSmoothing);
    m_slider->setValue(kDefaultSmoothing);
    m_slider->setFixedWidth(kSliderWidth);
    m_smoothingValue = new TextLabel({}, QStringLiteral("mono"), {}, this);
    layout->addWidget(m_smoothingName);
    layout->addWidget(m_slider);
    layout->addWidget(m_smoothingValue);
    m_all = new ActionButton(theme, {}, {}, {}, Action::Kind::Quiet, this);
    m_all->setCheckable(true);
    layout->addWidget(m_all);
    connect(m_all, &QPushButton::toggled, this, &CurveBar::allToggled);
    connect(m_slider, &QSlider::valueChanged, this, [this] {
        retranslate();
        Q_EMIT smoothingChanged(smoothing());
    });
    retranslate();
}

double CurveBar::smoothing() const {
    return m_slider->value() / 100.0;
}

void CurveBar::retranslate() {
    m_smoothingName->setText(tr("Smoothing"));
    m_all->setText(tr("All curves"));
    m_smoothingValue->setText(QLocale().toString(smoothing(), 'f', 2));
    m_slider->setAccessibleName(tr("Smoothing, %1").arg(m_smoothingValue->text()));
}

void CurveBar::setRuns(const QVector<ShownRun>& runs) {
    QStringList ids;
    for (const auto& run : runs)
        ids << run.id;
    if (ids == m_ids)
        return;
    m_ids = ids;
    while (QLayoutItem* item = m_runs->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const auto& run : runs) {
        m_runs->addWidget(new TextLabel(run.id, QStringLiteral("strong"), {}, this));
        m_runs->addWidget(new LineSwatch(m_theme, run.line, false, this));
    }
}

void CurveBar::setStep(double step, qint64 last) {
    const qint64 shown = std::isfinite(step) ? qint64(step) : last;
    m_step->showText(
        last <= 0 ? QString()
                  : tr("Step %1 of %2")
                        .arg(QLocale().toString(std::min(shown, last)), QLocale().toString(last)));
}

} // namespace tiebreak
