#include "ui/train/run_words.h"

#include "ui/train/run_methods.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFileInfo>
#include <QLocale>

#include <cmath>

namespace tiebreak {

namespace {
QString tr(const char* text) {
    return QCoreApplication::translate("tiebreak", text);
}
} // namespace

StateWords stateWords(const QString& state) {
    if (state == QLatin1String("running"))
        return {tr("Running"), QStringLiteral("generate"), QStringLiteral("accent")};
    if (state == QLatin1String("paused"))
        return {tr("Paused"), QStringLiteral("pause"), QStringLiteral("text-2")};
    if (state == QLatin1String("waiting"))
        return {tr("Waiting for you"), QStringLiteral("more"), QStringLiteral("text-2")};
    if (state == QLatin1String("finished"))
        return {tr("Finished"), QStringLiteral("ok"), QStringLiteral("ok")};
    if (state == QLatin1String("failed"))
        return {tr("Failed"), QStringLiteral("error"), QStringLiteral("bad")};
    if (state == QLatin1String("cancelled"))
        return {tr("Cancelled"), QStringLiteral("stop"), QStringLiteral("text-2")};
    if (state == QLatin1String("interrupted"))
        return {tr("Interrupted"), QStringLiteral("warning"), QStringLiteral("warn")};
    return {tr("Queued"), QStringLiteral("more"), QStringLiteral("text-3")};
}

QString methodWords(const RunConfig& config) {
    const QString name = methodName(QString::fromStdString(config.method));
    if (config.method == "ppo")
        return tr("%1 KL %2").arg(name, QLocale().toString(config.ppo.klCoef));
    const std::pair<const char*, double> betas[] = {
        {"dpo", config.dpo.beta},     {"kto", config.kto.beta}, {"orpo", config.orpo.beta},
        {"simpo", config.simpo.beta}, {"cpo", config.cpo.beta}, {"bco", config.bco.beta}};
    for (const auto& [method, beta] : betas)
        if (config.method == method)
            return tr("%1 β %2").arg(name, QLocale().toString(beta));
    return name;
}

QString modelWords(const RunConfig& config) {
    QString name = QFileInfo(QString::fromStdString(config.model)).fileName();
    if (name.endsWith(QLatin1String(".gguf")))
        name = name.left(name.indexOf(QLatin1Char('.')));
    return name;
}

QString dataWords(const RunSnapshot& run) {
    const auto& notes = run.config.notes;
    QString name;
    if (notes.contains("data_name") && notes["data_name"].is_string())
        name = QString::fromStdString(notes["data_name"].get<std::string>());
    else
        name = QFileInfo(QString::fromStdString(run.config.data.empty() ? run.config.prompts
                                                                        : run.config.data))
                   .fileName();
    return run.rows > 0 ? tr("%1 · %2").arg(name, QLocale().toString(run.rows)) : name;
}

QString timeLeftWords(double seconds) {
    if (seconds < 0)
        return {};
    if (seconds < 90)
        return tr("%1 s").arg(std::lround(seconds));
    if (seconds < 90 * 60)
        return tr("%1 min").arg(std::lround(seconds / 60));
    return tr("%1 h").arg(QLocale().toString(seconds / 3600, 'f', 1));
}

QString startedWords(qint64 milliseconds) {
    const auto time = QDateTime::fromMSecsSinceEpoch(milliseconds);
    return time.date() == QDate::currentDate()
               ? time.toString(QStringLiteral("HH:mm"))
               : QLocale().toString(time.date(), QStringLiteral("d MMM"));
}

} // namespace tiebreak
