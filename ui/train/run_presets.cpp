#include "ui/train/run_presets.h"

#include <QCoreApplication>
#include <QLocale>

namespace tiebreak {

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("tiebreak", text);
}

constexpr double kHighestDpoLora = 5e-4;
constexpr double kHighestDpoFull = 2e-5;
constexpr double kHighestPpoLora = 5e-3;

RunConfig dpoBase() {
    RunConfig config;
    config.method = "dpo";
    config.lora = LoraConfig{};
    config.batchSize = 4;
    config.maxLength = 512;
    config.probeEvery = 5;
    config.saveEvery = 50;
    return config;
}

RunConfig ppoBase() {
    RunConfig config;
    config.method = "ppo";
    config.lora = LoraConfig{};
    config.schedule = "constant";
    config.saveEvery = 20;
    config.ppo.responseMax = 32;
    config.ppo.responseMin = 16;
    config.rewards = {RewardConfig{"vader", 1.0, nlohmann::json::object()}};
    return config;
}

QVector<RunPreset> dpoPresets() {
    RunConfig quick = dpoBase();
    quick.maxSteps = 10;
    quick.learningRate = 2e-4;
    quick.schedule = "constant";
    quick.probeEvery = 2;
    RunConfig steady = dpoBase();
    steady.epochs = 3;
    steady.learningRate = 2e-5;
    RunConfig careful = dpoBase();
    careful.epochs = 1;
    careful.learningRate = 5e-6;
    careful.warmupSteps = 10;
    careful.schedule = "cosine";
    return {{QStringLiteral("quick"), tr("Quick look"),
             tr("10 steps at a high rate: the effect shows in minutes, even with few judgements"),
             quick},
            {QStringLiteral("steady"), tr("Steady"),
             tr("3 times through the data, for 100 judgements or more"), steady},
            {QStringLiteral("careful"), tr("Careful"), tr("Once through the data at a low rate"),
             careful}};
}

QVector<RunPreset> ppoPresets() {
    RunConfig quick = ppoBase();
    quick.ppo.episodes = 320;
    quick.ppo.rolloutBatch = 16;
    quick.learningRate = 2e-4;
    RunConfig steady = ppoBase();
    steady.ppo.episodes = 3200;
    steady.ppo.rolloutBatch = 32;
    steady.learningRate = 5e-5;
    return {{QStringLiteral("quick"), tr("Quick look"),
             tr("320 responses in 20 rounds: the reward moves in minutes"), quick},
            {QStringLiteral("steady"), tr("Steady"),
             tr("3 200 responses in 100 rounds at a lower rate"), steady}};
}

} // namespace

QVector<RunPreset> runPresets(const QString& method) {
    return method == QLatin1String("ppo") ? ppoPresets() : dpoPresets();
}

QString usualRange(const QString& method, const QString& field, bool lora) {
    if (field == QLatin1String("learning_rate") && method == QLatin1String("dpo"))
        return lora ? tr("usual 5e-6 to 5e-5") : tr("usual 5e-7 to 5e-6");
    if (field == QLatin1String("learning_rate"))
        return lora ? tr("usual 1e-5 to 2e-4") : tr("usual 1e-6 to 1e-5");
    if (field == QLatin1String("beta"))
        return tr("usual 0.05 to 0.5; higher stays nearer to the reference");
    if (field == QLatin1String("kl_coef"))
        return tr("usual 0.01 to 0.2; higher stays nearer to the reference");
    if (field == QLatin1String("rank"))
        return tr("usual 8 to 64");
    if (field == QLatin1String("batch_size"))
        return tr("pairs a step");
    if (field == QLatin1String("max_length"))
        return tr("tokens of prompt and answer; longer rows are cut");
    return {};
}

QString rateWarning(const QString& method, double rate, bool lora) {
    const double highest = method == QLatin1String("dpo")
                               ? (lora ? kHighestDpoLora : kHighestDpoFull)
                               : kHighestPpoLora;
    if (rate <= highest)
        return {};
    return tr("Learning rate %1 is high for this method: responses may break down. Use at most %2.")
        .arg(QLocale::c().toString(rate, 'g', 3), QLocale::c().toString(highest, 'g', 3));
}

} // namespace tiebreak
