// Columns out of a grid: every value of one parameter with every value of another, each with some
// seeds, for each model version. Pure functions, any thread but for the words (tr).
#pragma once

#include "protocol/sampling_parameters.h"

#include <QStringList>

#include <vector>

namespace tiebreak {

constexpr int kMostColumns = 16; ///< rows that the engine decodes together

struct GridAxis {
    QString key; ///< of samplerParameters(); empty: no axis
    std::vector<double> values;
};

struct CompareGrid {
    GridAxis first;
    GridAxis second;
    int seeds = 1;
    QStringList models; ///< versions; empty: the one chosen for the page
};

struct GridColumn {
    SamplingParameters parameters;
    QString model;
};

/// "0.2, 0.7; 1" as numbers, checked against the parameter's limits. BadArgument says which is
/// wrong.
Result<std::vector<double>> axisValues(const QString& key, const QString& text);

/// How many columns the grid has.
int columnsOf(const CompareGrid& grid);

/// All of them, first axis slowest, then the second, the model, the seed; columns that differ only
/// in parameters or model share their seeds, so that nothing else differs between them. BadArgument
/// for more than kMostColumns.
Result<std::vector<GridColumn>> gridColumns(const CompareGrid& grid, const SamplingParameters& base,
                                            const std::vector<std::uint64_t>& seeds);

} // namespace tiebreak
