#include "ui/playground/sampler_parameters.h"

#include "ui/widgets/number_text.h"

#include <QCoreApplication>
#include <QRandomGenerator>

#include <algorithm>
#include <cmath>
#include <iterator>

namespace tiebreak {

namespace {

constexpr double kTemperatures[] = {0.2, 0.7, 1.0, 1.3, 0.4, 0.85, 1.15, 1.5};
constexpr int kSeedLimit = 10'000'000;

std::function<QString()> named(const char* name) {
    return [name] { return QCoreApplication::translate("SamplerParameters", name); };
}

std::function<QString(double)> offAt(double neutral) {
    return [neutral](double value) {
        return value == neutral ? QCoreApplication::translate("SamplerParameters", "off")
                                : QString();
    };
}

std::vector<SamplerParameter> makeParameters() {
    using P = SamplingParameters;
    return {
        {{"temperature",
          named(QT_TRANSLATE_NOOP("SamplerParameters", "Temperature")),
          1,
          0,
          2,
          {0, 5, 0.01, 2, true},
          {}},
         "T",
         [](const P& p) { return p.temperature; },
         [](P& p, double v) { p.temperature = v; }},
        {{"top_k",
          named(QT_TRANSLATE_NOOP("SamplerParameters", "Top-k")),
          0,
          0,
          200,
          {0, 1'000'000, 1, 0},
          offAt(0)},
         "top-k",
         [](const P& p) { return double(p.topK); },
         [](P& p, double v) { p.topK = std::int64_t(v); }},
        {{"top_p",
          named(QT_TRANSLATE_NOOP("SamplerParameters", "Top-p")),
          1,
          0,
          1,
          {0, 1, 0.01, 2, true},
          offAt(1)},
         "top-p",
         [](const P& p) { return p.topP; },
         [](P& p, double v) { p.topP = v; }},
        {{"min_p",
          named(QT_TRANSLATE_NOOP("SamplerParameters", "Min-p")),
          0,
          0,
          0.5,
          {0, 0.99, 0.01, 2},
          offAt(0)},
         "min-p",
         [](const P& p) { return p.minP; },
         [](P& p, double v) { p.minP = v; }},
        {{"repetition_penalty",
          named(QT_TRANSLATE_NOOP("SamplerParameters", "Repetition penalty")),
          1,
          0.9,
          1.6,
          {0, 10, 0.01, 2, true},
          offAt(1)},
         "penalty",
         [](const P& p) { return p.repetitionPenalty; },
         [](P& p, double v) { p.repetitionPenalty = v; }},
        {{"min_new_tokens",
          named(QT_TRANSLATE_NOOP("SamplerParameters", "Minimum new tokens")),
          0,
          0,
          256,
          {0, 32768, 1, 0},
          offAt(0)},
         "min",
         [](const P& p) { return double(p.minNewTokens); },
         [](P& p, double v) { p.minNewTokens = std::int64_t(v); }},
        {{"max_new_tokens",
          named(QT_TRANSLATE_NOOP("SamplerParameters", "Maximum new tokens")),
          256,
          1,
          600,
          {1, 32768, 1, 0},
          {}},
         "max",
         [](const P& p) { return double(p.maxNewTokens); },
         [](P& p, double v) { p.maxNewTokens = std::int64_t(v); }},
    };
}

QString chipText(const SamplerParameter& parameter, double value) {
    auto text = decimalText(value, parameter.spec.limits.decimals);
    if (text.endsWith('0') && parameter.spec.limits.decimals == 2)
        text.chop(1); // 0.70 and 1.00 read as 0.7 and 1.0
    return parameter.shortName + ' ' + text;
}

} // namespace

const std::vector<SamplerParameter>& samplerParameters() {
    static const auto parameters = makeParameters();
    return parameters;
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
    QStringList out;
    for (const auto& parameter : samplerParameters()) {
        const double value = parameter.get(column);
        const bool told =
            all.size() > 1 ? std::any_of(all.begin(), all.end(),
                                         [&](const auto& p) { return parameter.get(p) != value; })
                           : value != parameter.spec.neutral;
        if (told)
            out << chipText(parameter, value);
    }
    return out;
}

} // namespace tiebreak
