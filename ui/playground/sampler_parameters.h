// The sampling parameters as rows of the panel: names, ranges, neutral values, and how each is read
// from and written into SamplingParameters. A parameter is added by one entry here. Values, the
// window's thread (tr).
#pragma once

#include "protocol/sampling_parameters.h"
#include "ui/widgets/parameter_row.h"

#include <vector>

namespace tiebreak {

struct SamplerParameter {
    ParameterSpec spec;
    QString shortName; ///< on a column's chip: "T", "top-p"
    double (*get)(const SamplingParameters&);
    void (*set)(SamplingParameters&, double);
};

const std::vector<SamplerParameter>& samplerParameters();

/// The parameters column `index` starts with: temperatures from careful to wild, else neutral but
/// for top-p.
SamplingParameters startingParameters(int index);

/// A seed no larger than a person can read aloud.
std::uint64_t freshSeed();

/// "T 0.7" for each parameter in which the columns differ, or, for a single column, that is not
/// neutral.
QStringList differingChips(const SamplingParameters& column,
                           const std::vector<SamplingParameters>& all);

} // namespace tiebreak
