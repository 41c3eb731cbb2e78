#include "ui/train/curve_data.h"

#include "metrics/metric_names.h"
#include "metrics/smoothing.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <limits>

namespace tiebreak {

namespace {

/// Texts of the metrics table; marked for translation where the table stands.
QString translated(std::string_view text) {
    return QCoreApplication::translate("Metrics", QByteArray(text.data(), qsizetype(text.size())));
}

CurveSpec specOf(const MetricCard& card) {
    CurveSpec spec;
    spec.title = translated(card.title);
    spec.unit = translated(card.unit);
    for (const bool primary : {true, false})
        for (const auto& name : metricNames()) {
            if (name.card != card.key || name.primary != primary)
                continue;
            spec.keys.emplace_back(name.key);
            spec.keyNames.push_back(translated(name.title).toLower());
            spec.percent = name.percent;
            spec.words += (spec.words.isEmpty() ? QString() : QStringLiteral("\n")) +
                          translated(name.title) + QStringLiteral(": ") + translated(name.words);
        }
    if (spec.keys.size() < 2)
        spec.keyNames.clear();
    return spec;
}

/// Card keys a method shows first.
std::vector<std::string_view> mainCards(const QString& method) {
    if (method == QLatin1String("ppo"))
        return {"reward", "kl", "policy_loss", "value_loss", "entropy", "clip"};
    if (method == QLatin1String("sft"))
        return {"loss", "token_accuracy", "entropy", "grad_norm", "learning_rate", "num_tokens"};
    if (method == QLatin1String("reward"))
        return {"margin", "accuracy", "loss", "scores", "grad_norm", "learning_rate"};
    if (method == QLatin1String("kto") || method == QLatin1String("bco"))
        return {"rewards", "margin", "kl", "loss", "logps", "grad_norm"};
    if (method == QLatin1String("orpo"))
        return {"margin", "accuracy", "loss", "nll", "odds", "logps"};
    if (method == QLatin1String("simpo") || method == QLatin1String("cpo")) // no reference
        return {"margin", "accuracy", "loss", "logps", "token_accuracy", "grad_norm"};
    return {"margin", "accuracy", "kl", "loss", "logps", "grad_norm"};
}

} // namespace

CurveLine makeCurveLine(const ShownRun& run, const CurveSpec& spec, int keyIndex,
                        double smoothing) {
    CurveLine line{run.id, run.line, keyIndex, {}, {}, {}, {}};
    if (!run.series)
        return line;
    const auto found = run.series->find(spec.keys[size_t(keyIndex)]);
    if (found == run.series->end())
        return line;
    const MetricSeries& series = found->second;
    for (size_t i = 0; i < series.steps.size(); ++i) {
        if (!std::isfinite(series.values[i])) {
            line.nonFiniteSteps.push_back(double(series.steps[i]));
            continue;
        }
        line.steps.push_back(double(series.steps[i]));
        line.raw.push_back(series.values[i] * (spec.percent ? 100 : 1));
    }
    const auto smooth = debiasedAverage({line.raw.constData(), size_t(line.raw.size())}, smoothing);
    line.smooth = QVector<double>(smooth.begin(), smooth.end());
    return line;
}

double valueAt(const CurveLine& line, double step) {
    const auto after = std::upper_bound(line.steps.begin(), line.steps.end(), step + 0.5);
    if (after == line.steps.begin())
        return std::numeric_limits<double>::quiet_NaN();
    return line.smooth[after - line.steps.begin() - 1];
}

std::vector<CurveSpec> curveSpecs(const QString& method, bool all) {
    const auto cards = metricCards();
    const auto main = mainCards(method);
    std::vector<CurveSpec> specs;
    for (const auto key : main)
        for (const auto& card : cards)
            if (card.key == key)
                specs.push_back(specOf(card));
    if (!all)
        return specs;
    for (const auto& card : cards)
        if (cardShownFor(card, method.toStdString()) &&
            std::find(main.begin(), main.end(), card.key) == main.end())
            specs.push_back(specOf(card));
    return specs;
}

} // namespace tiebreak
