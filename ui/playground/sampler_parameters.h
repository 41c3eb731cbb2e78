// The sampling parameters as rows of the panel: names, groups, ranges, neutral values, and how each
// is read from and written into SamplingParameters. A parameter is added by one entry in
// sampler_numbers.cpp or sampler_texts.cpp. Values, the window's thread (tr).
#pragma once

#include "protocol/parameter_table.h"
#include "ui/widgets/parameter_row.h"

#include <QStringList>

#include <vector>

namespace tiebreak {

/// Where in the panel a row stands; Main is always open.
enum class ParameterGroup { Main, Shape, Penalties, Words, Bias, Beams, Guidance };

/// "More samplers", in today's language.
QString groupName(ParameterGroup group);

/// A number: a row with a slider.
struct SamplerParameter {
    ParameterSpec spec;
    QString shortName; ///< on a column's chip: "T", "top-p"
    ParameterGroup group = ParameterGroup::Main;
    ParameterPlace place{}; ///< out of the engine's own table, by the key

    double get(const SamplingParameters& parameters) const;
    void set(SamplingParameters& parameters, double value) const;
};

/// All that is no number: switches, one of a few words, texts, lists.
struct SamplerText {
    enum class Kind { Switch, Choice, Line, Lines };
    QString key;
    std::function<QString()> name;
    std::function<QString()> help; ///< what to write
    Kind kind;
    ParameterGroup group;
    QStringList choices; ///< of a Choice, as the engine names them
    /// As it stands in the field; a Switch is "true" or "false".
    QString (*get)(const SamplingParameters&);
    /// BadArgument says what cannot be read.
    Status (*set)(SamplingParameters&, const QString&);
};

const std::vector<SamplerParameter>& samplerParameters();
const std::vector<SamplerText>& samplerTexts();

/// Everything neutral but the seed.
void makeNeutral(SamplingParameters& parameters);
/// How many parameters of a group are not neutral.
int changedIn(ParameterGroup group, const SamplingParameters& parameters);
/// Whether that processor changes anything with these parameters.
bool isProcessorActive(const std::string& processor, const SamplingParameters& parameters);
/// "top-k" of "top_k".
QString processorName(const std::string& processor);

/// The parameters column `index` starts with: temperatures from careful to wild, else neutral but
/// for top-p.
SamplingParameters startingParameters(int index);

/// A seed no larger than a person can read aloud.
std::uint64_t freshSeed();

/// "T 0.7" for each number in which the columns differ, or, for a single column, that is not
/// neutral.
QStringList differingChips(const SamplingParameters& column,
                           const std::vector<SamplingParameters>& all);

} // namespace tiebreak
