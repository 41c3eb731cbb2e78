#include "sampling/temperature.h"

#include "sampling/row_math.h"

namespace tiebreak {

Temperature::Temperature(double temperature)
    : m_temperature(static_cast<float>(temperature)) {}

void Temperature::apply(std::span<float> scores, const ProcessorContext&) const {
    divide(scores, m_temperature);
}

} // namespace tiebreak
