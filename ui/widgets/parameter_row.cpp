#include "ui/widgets/parameter_row.h"

#include "ui/widgets/dot.h"
#include "ui/widgets/neutral_slider.h"
#include "ui/widgets/text_label.h"
#include "ui/widgets/theme.h"

#include <QGridLayout>
#include <QPainter>
#include <QPainterPath>
#include <QSignalBlocker>
#include <QToolButton>

#include <cmath>

namespace tiebreak {

ParameterRow::ParameterRow(Theme& theme, ParameterSpec spec, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_spec(std::move(spec))
    , m_name(new TextLabel)
    , m_dot(new QLabel)
    , m_state(new TextLabel({}, "small", "muted"))
    , m_error(new TextLabel({}, "small", "bad"))
    , m_field(new NumberField(theme, m_spec.limits))
    , m_slider(new NeutralSlider(theme))
    , m_reset(new QToolButton) {
    setObjectName(m_spec.key);
    buildLayout(theme);
    m_slider->setRange(
        0, int(std::round((m_spec.sliderHighest - m_spec.sliderLowest) / m_spec.limits.step)));
    m_slider->setNeutral(sliderStep(m_spec.neutral));
    connectParts();
    retranslate();
    setValue(m_spec.neutral);
}

void ParameterRow::buildLayout(Theme& theme) {
    auto* names = new QHBoxLayout;
    names->setSpacing(6);
    names->addWidget(m_name);
    names->addWidget(m_dot);
    names->addStretch();
    names->addWidget(m_state);

    m_reset->setIcon(theme.icon("reset"));
    auto keep = m_reset->sizePolicy();
    keep.setRetainSizeWhenHidden(true);
    m_reset->setSizePolicy(keep);
    m_reset->setFocusPolicy(Qt::TabFocus);
    m_error->setWordWrap(true);
    m_error->hide();

    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(6);
    grid->setVerticalSpacing(2);
    grid->addLayout(names, 0, 0);
    grid->addWidget(m_field, 0, 1);
    grid->addWidget(m_reset, 0, 2);
    grid->addWidget(m_error, 1, 0, 1, 3);
    grid->addWidget(m_slider, 2, 0, 1, 2);
    grid->setColumnStretch(0, 1);
    fitField();
    connect(&theme, &Theme::changed, this, &ParameterRow::fitField);
}

void ParameterRow::fitField() {
    m_field->setFont(m_theme.font(Theme::Type::Mono));
    m_field->setFixedWidth(m_theme.scaled(68));
    m_reset->setIconSize(QSize(1, 1) * m_theme.scaled(14));
    m_dot->setPixmap(dotPixmap(m_theme.color("accent"), devicePixelRatioF()));
}

void ParameterRow::connectParts() {
    connect(m_field, &NumberField::valueChanged, this, [this](double value) {
        showState();
        Q_EMIT valueChanged(value);
    });
    connect(m_field, &NumberField::errorChanged, this, [this](const QString& error) {
        m_error->setText(error);
        m_error->setVisible(!error.isEmpty());
        Q_EMIT errorChanged(!error.isEmpty());
    });
    connect(m_slider, &QSlider::valueChanged, this, [this](int step) {
        setValue(sliderValue(step));
        Q_EMIT valueChanged(value());
    });
    connect(m_slider, &NeutralSlider::stepped, m_field, &NumberField::stepBy);
    connect(m_reset, &QToolButton::clicked, this, &ParameterRow::reset);
}

double ParameterRow::value() const {
    return m_field->value();
}

void ParameterRow::setValue(double value) {
    m_field->setValue(value);
    showState();
}

bool ParameterRow::isNeutral() const {
    return std::abs(value() - m_spec.neutral) < 1e-12;
}

bool ParameterRow::hasError() const {
    return !m_field->error().isEmpty();
}

QWidget* ParameterRow::field() const {
    return m_field;
}

void ParameterRow::retranslate() {
    const auto name = m_spec.name();
    m_name->setText(name);
    m_field->setName(name);
    m_reset->setToolTip(tr("Reset %1").arg(name));
    m_reset->setAccessibleName(m_reset->toolTip());
    showState();
}

void ParameterRow::reset() {
    setValue(m_spec.neutral);
    Q_EMIT valueChanged(value());
}

int ParameterRow::sliderStep(double value) const {
    return int(std::lround((value - m_spec.sliderLowest) / m_spec.limits.step));
}

double ParameterRow::sliderValue(int step) const {
    // Through text-like rounding: 0.30000000000000004 must not come out of 30 steps of 0.01.
    const double raw = m_spec.sliderLowest + step * m_spec.limits.step;
    const double scale = std::pow(10.0, m_spec.limits.decimals);
    return std::round(raw * scale) / scale;
}

void ParameterRow::showState() {
    const QSignalBlocker quiet(m_slider);
    m_slider->setValue(sliderStep(qBound(m_spec.sliderLowest, value(), m_spec.sliderHighest)));
    m_slider->setAccessibleName(m_field->accessibleName());
    m_dot->setVisible(!isNeutral());
    m_reset->setVisible(!isNeutral());
    m_state->showText(m_spec.state ? m_spec.state(value()) : QString());
}

} // namespace tiebreak
