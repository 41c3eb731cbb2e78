#include "ui/train/run_presets.h"

#include <QCoreApplication>

namespace tiebreak {

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("tiebreak", text);
}

constexpr double kQuickRate = 2e-4; ///< high for every method, for ten steps that show

RunConfig rowBase(const QString& method) {
    RunConfig config;
    config.method = method.toStdString();
    config.lora = LoraConfig{};
    config.batchSize = 4;
    config.maxLength = 512;
    config.probeEvery = 5;
    config.saveEvery = 50;
    config.disableDropout = method != QLatin1String("sft");
    if (method == QLatin1String("kto"))
        config.order = "sequential"; // its KL rotates answers inside fixed batches
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

struct Rates {
    double steady, careful;
};

/// For adapters, inside the usual range of the method.
Rates ratesFor(const QString& method) {
    if (method == QLatin1String("sft"))
        return {2e-4, 5e-5};
    if (method == QLatin1String("reward"))
        return {1e-4, 5e-5};
    return {2e-5, 5e-6};
}

QVector<RunPreset> rowPresets(const QString& method) {
    const Rates rates = ratesFor(method);
    RunConfig quick = rowBase(method);
    quick.maxSteps = 10;
    quick.learningRate = kQuickRate;
    quick.schedule = "constant";
    quick.probeEvery = 2;
    RunConfig steady = rowBase(method);
    steady.epochs = 3;
    steady.learningRate = rates.steady;
    RunConfig careful = rowBase(method);
    careful.epochs = 1;
    careful.learningRate = rates.careful;
    careful.warmupSteps = 10;
    careful.schedule = "cosine";
    return {{QStringLiteral("quick"), tr("Quick look"),
             tr("10 steps at a high rate: the effect shows in minutes, "
                "even with few judgements"),
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
    quick.learningRate = kQuickRate;
    RunConfig steady = ppoBase();
    steady.ppo.episodes = 3200;
    steady.ppo.rolloutBatch = 32;
    steady.learningRate = 5e-5;
    RunConfig careful = steady;
    careful.learningRate = 1e-5;
    careful.ppo.klCoef = 0.2;
    return {{QStringLiteral("quick"), tr("Quick look"),
             tr("320 responses in 20 rounds: the reward moves in minutes"), quick},
            {QStringLiteral("steady"), tr("Steady"),
             tr("3 200 responses in 100 rounds at a lower rate"), steady},
            {QStringLiteral("careful"), tr("Careful"),
             tr("As steady, at a low rate and held near the reference"), careful}};
}

} // namespace

QVector<RunPreset> runPresets(const QString& method) {
    return method == QLatin1String("ppo") ? ppoPresets() : rowPresets(method);
}

} // namespace tiebreak
