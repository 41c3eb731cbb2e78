#include "ui/playground/compare_grid.h"

#include "ui/playground/sampler_parameters.h"
#include "ui/widgets/number_text.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>
#include <cmath>

namespace tiebreak {

namespace {

QString words(const char* text) {
    return QCoreApplication::translate("CompareGrid", text);
}

Error bad(const QString& message) {
    return {ErrorCode::BadArgument, message.toStdString()};
}

const SamplerParameter* parameterOf(const QString& key) {
    for (const auto& one : samplerParameters())
        if (one.spec.key == key)
            return &one;
    return nullptr;
}

bool isWithin(const NumberLimits& limits, double value) {
    const bool whole = limits.decimals > 0 || value == std::floor(value);
    const bool low = limits.lowestExcluded ? value > limits.lowest : value >= limits.lowest;
    return whole && low && value <= limits.highest;
}

int sizeOf(const GridAxis& axis) {
    return axis.key.isEmpty() ? 1 : std::max(1, int(axis.values.size()));
}

void apply(const GridAxis& axis, int index, SamplingParameters& parameters) {
    if (const auto* one = parameterOf(axis.key); one && index < int(axis.values.size()))
        one->set(parameters, axis.values[size_t(index)]);
}

} // namespace

Result<std::vector<double>> axisValues(const QString& key, const QString& text) {
    const auto* parameter = parameterOf(key);
    if (!parameter)
        return bad(words(QT_TRANSLATE_NOOP("CompareGrid", "Choose a parameter")));
    const auto& limits = parameter->spec.limits;
    std::vector<double> out;
    // A comma behind a number parts it from the next; inside one it may be the decimal sign.
    static const QRegularExpression parts("[;\\s]+|,\\s*$|,\\s+");
    for (const auto& part : text.split(parts, Qt::SkipEmptyParts)) {
        const auto value = numberFromText(part);
        if (!value || !isWithin(limits, *value))
            return bad(words(QT_TRANSLATE_NOOP("CompareGrid",
                                               "%1 cannot be “%2”. Use numbers from %3 to %4, with "
                                               "blanks between them."))
                           .arg(parameter->spec.name(), part.left(20),
                                decimalText(limits.lowest, limits.decimals),
                                decimalText(limits.highest, limits.decimals)));
        if (std::find(out.begin(), out.end(), *value) == out.end())
            out.push_back(*value);
    }
    if (out.empty())
        return bad(words(QT_TRANSLATE_NOOP("CompareGrid", "Write at least one value for %1."))
                       .arg(parameter->spec.name()));
    return out;
}

int columnsOf(const CompareGrid& grid) {
    return sizeOf(grid.first) * sizeOf(grid.second) * std::max(1, int(grid.models.size())) *
           std::max(1, grid.seeds);
}

Result<std::vector<GridColumn>> gridColumns(const CompareGrid& grid, const SamplingParameters& base,
                                            const std::vector<std::uint64_t>& seeds) {
    const int count = columnsOf(grid);
    if (count > kMostColumns)
        return bad(words(QT_TRANSLATE_NOOP("CompareGrid",
                                           "The grid has %1 columns. Use values, seeds and models "
                                           "that make at most %2."))
                       .arg(count)
                       .arg(kMostColumns));
    std::vector<GridColumn> out;
    const auto models = grid.models.isEmpty() ? QStringList{QString()} : grid.models;
    for (int a = 0; a < sizeOf(grid.first); ++a)
        for (int b = 0; b < sizeOf(grid.second); ++b)
            for (const auto& model : models)
                for (int s = 0; s < std::max(1, grid.seeds); ++s) {
                    GridColumn column{base, model};
                    apply(grid.first, a, column.parameters);
                    apply(grid.second, b, column.parameters);
                    column.parameters.seed = s < int(seeds.size()) ? seeds[size_t(s)] : base.seed;
                    out.push_back(column);
                }
    return out;
}

} // namespace tiebreak
