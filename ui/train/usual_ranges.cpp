#include "ui/train/usual_ranges.h"

#include "ui/train/run_methods.h"

#include <QCoreApplication>
#include <QLocale>

#include <limits>

namespace tiebreak {

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("tiebreak", text);
}

/// From papers and the defaults of TRL and OpenRLHF; adapters start from nothing and bear ten times
/// the rate of all weights.
struct Rates {
    double low, high; ///< usual
    double most;      ///< beyond it responses break down
};

Rates ratesFor(const QString& method, bool lora) {
    if (method == QLatin1String("sft"))
        return lora ? Rates{5e-5, 5e-4, 2e-3} : Rates{5e-6, 5e-5, 2e-4};
    if (method == QLatin1String("reward"))
        return lora ? Rates{2e-5, 3e-4, 2e-3} : Rates{5e-6, 1e-4, 3e-4};
    if (method == QLatin1String("ppo"))
        return lora ? Rates{1e-5, 2e-4, 5e-3} : Rates{1e-6, 1e-5, 1e-4};
    return lora ? Rates{5e-6, 5e-5, 5e-4} : Rates{5e-7, 5e-6, 2e-5};
}

struct Usual {
    const char* key;
    const char* low;
    const char* high;
};

constexpr Usual kUsual[] = {
    {"epochs", "1", "3"},
    {"batch_size", "2", "16"},
    {"gradient_accumulation", "1", "32"},
    {"max_length", "256", "2048"},
    {"max_grad_norm", "0.3", "1"},
    {"weight_decay", "0", "0.1"},
    {"adam_beta1", "0.9", "0.95"},
    {"adam_beta2", "0.95", "0.999"},
    {"lora.rank", "8", "64"},
    {"lora.alpha", "16", "128"},
    {"lora.dropout", "0", "0.1"},
    {"save_every", "50", "500"},
    {"keep_last", "1", "5"},
    {"keep_best", "1", "3"},
    {"probe_every", "5", "50"},
    {"dpo.beta", "0.05", "0.5"},
    {"dpo.label_smoothing", "0", "0.2"},
    {"dpo.ld_alpha", "0", "1"},
    {"kto.beta", "0.05", "0.5"},
    {"kto.desirable_weight", "1", "1.5"},
    {"kto.undesirable_weight", "1", "1.5"},
    {"bco.beta", "0.05", "0.5"},
    {"orpo.beta", "0.05", "0.3"},
    {"simpo.beta", "2", "10"},
    {"simpo.gamma", "0.3", "1.6"},
    {"cpo.beta", "0.05", "0.5"},
    {"cpo.alpha", "0", "1"},
    {"cpo.label_smoothing", "0", "0.2"},
    {"reward.center_coefficient", "0.001", "0.01"},
    {"ppo.rollout_batch", "16", "512"},
    {"ppo.response_max", "24", "256"},
    {"ppo.temperature", "0.7", "1"},
    {"ppo.epochs", "1", "4"},
    {"ppo.minibatches", "1", "8"},
    {"ppo.kl_coef", "0.01", "0.2"},
    {"ppo.kl_target", "3", "12"},
    {"ppo.clip", "0.1", "0.3"},
    {"ppo.value_clip", "0.1", "0.5"},
    {"ppo.value_coef", "0.1", "1"},
    {"ppo.gamma", "0.99", "1"},
    {"ppo.lambda", "0.9", "1"},
    {"ppo.missing_eos_penalty", "0", "3"},
    {"ppo.entropy_coef", "0", "0.01"},
};

QString shortNumber(double value) {
    return QString::number(value, 'g', QLocale::FloatingPointShortest)
        .replace(QLatin1String("e-0"), QLatin1String("e-"));
}

QString usualWords(const QString& low, const QString& high) {
    return tr("usual %1 to %2").arg(low, high);
}

} // namespace

QString usualRange(const QString& method, const QString& key, bool lora) {
    if (key == QLatin1String("learning_rate")) {
        const Rates rates = ratesFor(method, lora);
        return usualWords(shortNumber(rates.low), shortNumber(rates.high));
    }
    for (const auto& usual : kUsual)
        if (key == QLatin1String(usual.key))
            return usualWords(QString::fromLatin1(usual.low), QString::fromLatin1(usual.high));
    return {};
}

QString rateWarning(const QString& method, double rate, bool lora) {
    const double most = ratesFor(method, lora).most;
    if (rate <= most)
        return {};
    return tr("Learning rate %1 is high for this method: responses may break "
              "down. Use at most %2.")
        .arg(shortNumber(rate), shortNumber(most));
}

} // namespace tiebreak
