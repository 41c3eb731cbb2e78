#include "ui/train/run_numbers.h"

#include <QCoreApplication>
#include <QLocale>

#include <cmath>

namespace tiebreak {

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("tiebreak", text);
}

LoraConfig& lora(RunConfig& config) {
    if (!config.lora)
        config.lora = LoraConfig{};
    return *config.lora;
}

template <class T>
RunNumber direct(const char* field, const char* name, bool dpo, bool ppo, double low, double high,
                 T RunConfig::*member) {
    return {QString::fromLatin1(field),
            tr(name),
            dpo,
            ppo,
            std::is_integral_v<T>,
            low,
            high,
            [member](const RunConfig& c) { return double(c.*member); },
            [member](RunConfig& c, double v) { c.*member = T(v); }};
}

template <class T>
RunNumber ppoNumber(const char* field, const char* name, double low, double high,
                    T PpoConfig::*member) {
    return {QString::fromLatin1(field),
            tr(name),
            false,
            true,
            std::is_integral_v<T>,
            low,
            high,
            [member](const RunConfig& c) { return double(c.ppo.*member); },
            [member](RunConfig& c, double v) { c.ppo.*member = T(v); }};
}

RunNumber loraRank() {
    return {QStringLiteral("rank"),
            tr(QT_TRANSLATE_NOOP("tiebreak", "LoRA rank")),
            true,
            true,
            true,
            1,
            256,
            [](const RunConfig& c) { return double(c.lora ? c.lora->rank : 16); },
            [](RunConfig& c, double v) {
                lora(c).rank = std::int64_t(v);
                lora(c).alpha = 2 * v;
            }};
}

RunNumber beta() {
    return {QStringLiteral("beta"),
            tr(QT_TRANSLATE_NOOP("tiebreak", "β")),
            true,
            false,
            false,
            1e-4,
            10,
            [](const RunConfig& c) { return c.dpo.beta; },
            [](RunConfig& c, double v) { c.dpo.beta = v; }};
}

} // namespace

std::vector<RunNumber> runNumbers() {
    return {
        direct("learning_rate", QT_TRANSLATE_NOOP("tiebreak", "Learning rate"), true, true, 0, 1,
               &RunConfig::learningRate),
        beta(),
        ppoNumber("kl_coef", QT_TRANSLATE_NOOP("tiebreak", "KL coefficient"), 0, 10,
                  &PpoConfig::klCoef),
        direct("max_steps", QT_TRANSLATE_NOOP("tiebreak", "Steps (0: by epochs)"), true, false, 0,
               1e6, &RunConfig::maxSteps),
        direct("epochs", QT_TRANSLATE_NOOP("tiebreak", "Epochs"), true, false, 0.01, 1000,
               &RunConfig::epochs),
        ppoNumber("episodes", QT_TRANSLATE_NOOP("tiebreak", "Responses in all"), 1, 1e7,
                  &PpoConfig::episodes),
        ppoNumber("rollout_batch", QT_TRANSLATE_NOOP("tiebreak", "Responses a round"), 2, 1024,
                  &PpoConfig::rolloutBatch),
        ppoNumber("response_min", QT_TRANSLATE_NOOP("tiebreak", "Fewest new tokens"), 1, 4096,
                  &PpoConfig::responseMin),
        ppoNumber("response_max", QT_TRANSLATE_NOOP("tiebreak", "Most new tokens"), 1, 4096,
                  &PpoConfig::responseMax),
        direct("batch_size", QT_TRANSLATE_NOOP("tiebreak", "Batch size"), true, false, 1, 1024,
               &RunConfig::batchSize),
        direct("gradient_accumulation", QT_TRANSLATE_NOOP("tiebreak", "Gradient accumulation"),
               true, false, 1, 1024, &RunConfig::gradientAccumulation),
        direct("max_length", QT_TRANSLATE_NOOP("tiebreak", "Maximum length"), true, true, 8, 131072,
               &RunConfig::maxLength),
        loraRank(),
        direct("warmup_steps", QT_TRANSLATE_NOOP("tiebreak", "Warm-up steps"), true, true, 0, 1e6,
               &RunConfig::warmupSteps),
        direct("max_grad_norm", QT_TRANSLATE_NOOP("tiebreak", "Clip gradient norm at (0: off)"),
               true, true, 0, 1e6, &RunConfig::maxGradNorm),
        direct("save_every", QT_TRANSLATE_NOOP("tiebreak", "Checkpoint every"), true, true, 1, 1e6,
               &RunConfig::saveEvery),
        direct("probe_every", QT_TRANSLATE_NOOP("tiebreak", "KL probe every"), true, false, 1, 1e6,
               &RunConfig::probeEvery),
        direct("seed", QT_TRANSLATE_NOOP("tiebreak", "Seed"), true, true, 0, 9007199254740991.0,
               &RunConfig::seed),
    };
}

QString numberForField(const RunNumber& number, double value) {
    if (number.whole)
        return QString::number(qint64(value));
    QString text = QString::number(value, 'g', QLocale::FloatingPointShortest);
    return text.replace(QLatin1String("e-0"), QLatin1String("e-"));
}

Result<double> readNumber(const RunNumber& number, const QString& text) {
    bool ok = false;
    double value = QLocale().toDouble(text.trimmed(), &ok);
    if (!ok)
        value = QLocale::c().toDouble(text.trimmed(), &ok);
    const bool whole = !number.whole || value == std::floor(value);
    if (ok && whole && value >= number.low && value <= number.high)
        return value;
    const QString words = (number.whole ? tr("%1 is %2. Use a whole number from %3 to %4.")
                                        : tr("%1 is %2. Use a number from %3 to %4."))
                              .arg(number.name, text.isEmpty() ? tr("empty") : text,
                                   QLocale::c().toString(number.low, 'g', 8),
                                   QLocale::c().toString(number.high, 'g', 16));
    return Error{ErrorCode::BadArgument, words.toStdString(), {}, nullptr};
}

} // namespace tiebreak
