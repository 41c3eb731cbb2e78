#include "ui/widgets/number_field.h"

#include "ui/widgets/number_text.h"
#include "ui/widgets/style_property.h"
#include "ui/widgets/theme.h"

#include <QKeyEvent>
#include <QWheelEvent>

#include <cmath>

namespace tiebreak {

NumberField::NumberField(Theme& theme, const NumberLimits& limits, QWidget* parent)
    : QLineEdit(parent)
    , m_limits(limits) {
    setAlignment(Qt::AlignRight);
    setFont(theme.font(Theme::Type::Mono));
    setProperty("type", "mono");
    setProperty("density", "small");
    connect(this, &QLineEdit::textEdited, this, &NumberField::takeText);
    connect(this, &QLineEdit::editingFinished, this, [this] {
        if (m_error.isEmpty())
            showValue();
    });
    showValue();
}

void NumberField::setValue(double value) {
    setError({});
    if (value == m_value && !text().isEmpty() && numberFromText(text()) == value)
        return;
    m_value = value;
    showValue();
}

void NumberField::setName(const QString& name) {
    m_name = name;
    showValue();
}

void NumberField::setLimits(const NumberLimits& limits) {
    m_limits = limits;
    showValue();
}

void NumberField::stepBy(int steps) {
    const double next = std::round(m_value / m_limits.step + steps) * m_limits.step;
    const double lowest =
        m_limits.lowestExcluded ? m_limits.lowest + m_limits.step : m_limits.lowest;
    const double bounded = qBound(qMin(lowest, m_limits.highest), next, m_limits.highest);
    const bool differs = bounded != m_value;
    setError({});
    m_value = bounded;
    showValue();
    if (differs)
        Q_EMIT valueChanged(m_value);
}

void NumberField::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Up || event->key() == Qt::Key_Down) {
        const int direction = event->key() == Qt::Key_Up ? 1 : -1;
        stepBy(event->modifiers().testFlag(Qt::ShiftModifier) ? 10 * direction : direction);
        return;
    }
    QLineEdit::keyPressEvent(event);
}

void NumberField::wheelEvent(QWheelEvent* event) {
    if (!hasFocus() || event->angleDelta().y() == 0) {
        event->ignore();
        return;
    }
    stepBy(event->angleDelta().y() > 0 ? 1 : -1);
    event->accept();
}

void NumberField::focusOutEvent(QFocusEvent* event) {
    QLineEdit::focusOutEvent(event);
    if (m_error.isEmpty())
        showValue();
}

void NumberField::takeText() {
    const auto error = complaint(text());
    setError(error);
    if (!error.isEmpty())
        return;
    const double value = *numberFromText(text());
    if (value == m_value)
        return;
    m_value = value;
    Q_EMIT valueChanged(value);
}

QString NumberField::complaint(const QString& typed) const {
    const auto value = numberFromText(typed);
    const auto lowest = decimalText(
        m_limits.lowest, m_limits.lowest == std::floor(m_limits.lowest) ? 0 : m_limits.decimals);
    const auto highest = decimalText(
        m_limits.highest, m_limits.highest == std::floor(m_limits.highest) ? 0 : m_limits.decimals);
    const auto advice = m_limits.lowestExcluded
                            ? tr("Use a number above %1, at most %2.").arg(lowest, highest)
                            : tr("Use a number from %1 to %2.").arg(lowest, highest);
    if (!value)
        return tr("%1 is not a number: “%2”. %3").arg(m_name, typed.left(20), advice);
    if (m_limits.decimals == 0 && *value != std::floor(*value))
        return tr("%1 is %2. Use a whole number.").arg(m_name, typed.left(20));
    const bool tooLow =
        m_limits.lowestExcluded ? *value <= m_limits.lowest : *value < m_limits.lowest;
    if (tooLow || *value > m_limits.highest)
        return tr("%1 is %2. %3").arg(m_name, typed.trimmed().left(20), advice);
    return {};
}

void NumberField::showValue() {
    const auto shown = decimalText(m_value, m_limits.decimals);
    // More digits than usual are kept: 0.725 must not look like 0.73.
    const auto read = numberFromText(shown);
    const auto exact =
        read && std::abs(*read - m_value) > 1e-12 ? QString::number(m_value, 'g', 8) : shown;
    if (text() != exact)
        setText(exact);
    setAccessibleName(m_name + ", " + exact);
}

void NumberField::setError(const QString& error) {
    if (m_error == error)
        return;
    m_error = error;
    setStyleProperty(this, "state", error.isEmpty() ? "" : "error");
    Q_EMIT errorChanged(error);
}

} // namespace tiebreak
