#include "ui/playground/sampler_parameters.h"

#include "ui/widgets/number_text.h"

#include <QCoreApplication>
#include <QRandomGenerator>

#include <algorithm>
#include <iterator>

namespace tiebreak {

namespace {

constexpr double kTemperatures[] = {0.2, 0.7, 1.0, 1.3, 0.4, 0.85, 1.15, 1.5};
constexpr int kSeedLimit = 10'000'000;

QString words(const char* text) {
    return QCoreApplication::translate("SamplerParameters", text);
}

QString chipText(const SamplerParameter& parameter, double value) {
    auto text = decimalText(value, parameter.spec.limits.decimals);
    if (text.endsWith('0') && parameter.spec.limits.decimals == 2)
        text.chop(1); // 0.70 and 1.00 read as 0.7 and 1.0
    return parameter.shortName + ' ' + text;
}

} // namespace

QString groupName(ParameterGroup group) {
    switch (group) {
    case ParameterGroup::Main:
        return {};
    case ParameterGroup::Shape:
        return words(QT_TRANSLATE_NOOP("SamplerParameters", "More samplers"));
    case ParameterGroup::Penalties:
        return words(QT_TRANSLATE_NOOP("SamplerParameters", "Penalties"));
    case ParameterGroup::Words:
        return words(QT_TRANSLATE_NOOP("SamplerParameters", "Stop strings and bans"));
    case ParameterGroup::Bias:
        return words(QT_TRANSLATE_NOOP("SamplerParameters", "Logit bias"));
    case ParameterGroup::Beams:
        return words(QT_TRANSLATE_NOOP("SamplerParameters", "Beam search"));
    case ParameterGroup::Guidance:
        return words(QT_TRANSLATE_NOOP("SamplerParameters", "Guidance"));
    }
    return {};
}

void makeNeutral(SamplingParameters& parameters) {
    const auto seed = parameters.seed;
    parameters = {};
    parameters.seed = seed;
}

int changedIn(ParameterGroup group, const SamplingParameters& parameters) {
    const SamplingParameters neutral;
    int out = 0;
    for (const auto& one : samplerParameters())
        out += one.group == group && one.get(parameters) != one.get(neutral);
    for (const auto& one : samplerTexts())
        out += one.group == group && one.get(parameters) != one.get(neutral);
    return out;
}

bool isProcessorActive(const std::string& processor, const SamplingParameters& p) {
    const SamplingParameters neutral;
    if (processor == "logit_bias")
        return !p.logitBias.empty();
    if (processor == "banned_words")
        return !p.bannedWords.empty() || !p.bannedTokens.empty();
    if (processor == "temperature")
        return !p.greedy && (p.temperature != 1 || p.dynamicTemperature.range != 0);
    if (processor == "dry")
        return p.dry.multiplier != 0;
    if (processor == "xtc")
        return p.xtc.probability != 0;
    if (processor == "mirostat")
        return p.mirostat.tau != 0;
    if (processor == "no_repeat_ngram")
        return p.noRepeatNgram != 0;
    const auto& numbers = samplerParameters();
    return std::any_of(numbers.begin(), numbers.end(), [&](const SamplerParameter& one) {
        return one.spec.key.toStdString() == processor && one.get(p) != one.get(neutral);
    });
}

QString processorName(const std::string& processor) {
    return QString::fromStdString(processor).replace('_', '-');
}

SamplingParameters startingParameters(int index) {
    SamplingParameters out;
    out.temperature = kTemperatures[index % int(std::size(kTemperatures))];
    out.topP = 0.95;
    out.seed = freshSeed();
    return out;
}

std::uint64_t freshSeed() {
    return QRandomGenerator::global()->bounded(1, kSeedLimit);
}

QStringList differingChips(const SamplingParameters& column,
                           const std::vector<SamplingParameters>& all) {
    const SamplingParameters neutral;
    QStringList out;
    for (const auto& parameter : samplerParameters()) {
        const double value = parameter.get(column);
        const bool told =
            all.size() > 1 ? std::any_of(all.begin(), all.end(),
                                         [&](const auto& p) { return parameter.get(p) != value; })
                           : value != parameter.get(neutral);
        if (told)
            out << chipText(parameter, value);
    }
    if (column.greedy)
        out.prepend(words(QT_TRANSLATE_NOOP("SamplerParameters", "greedy")));
    return out;
}

} // namespace tiebreak
