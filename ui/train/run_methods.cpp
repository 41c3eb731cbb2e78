#include "ui/train/run_methods.h"

#include <QCoreApplication>
#include <QStringList>

namespace tiebreak {

namespace {
QString tr(const char* text) {
    return QCoreApplication::translate("tiebreak", text);
}
} // namespace

QVector<RunMethod> runMethods() {
    return {
        {QStringLiteral("dpo"), QStringLiteral("DPO"),
         tr("Makes the better answer of each pair likelier than the "
            "worse one, near a reference")},
        {QStringLiteral("sft"), tr("Supervised fine-tuning"), tr("Imitates good answers")},
        {QStringLiteral("reward"), tr("Reward model"),
         tr("Learns to score answers as they were judged; PPO can use it")},
        {QStringLiteral("ppo"), QStringLiteral("PPO"),
         tr("Samples responses and raises the reward they get")},
        {QStringLiteral("kto"), QStringLiteral("KTO"),
         tr("Takes each answer as good or bad by itself")},
        {QStringLiteral("bco"), QStringLiteral("BCO"),
         tr("As KTO, as a classifier of good and bad")},
        {QStringLiteral("orpo"), QStringLiteral("ORPO"),
         tr("Fine-tuning and preference in one, without a reference")},
        {QStringLiteral("simpo"), QStringLiteral("SimPO"),
         tr("Compares answers per token, without a reference")},
        {QStringLiteral("cpo"), QStringLiteral("CPO"),
         tr("DPO without a reference, with a share of fine-tuning")},
    };
}

QString methodName(const QString& id) {
    for (const auto& method : runMethods())
        if (method.id == id)
            return method.name;
    return id;
}

bool isPreferenceMethod(const QString& id) {
    static const QStringList kMethods{QStringLiteral("dpo"),   QStringLiteral("kto"),
                                      QStringLiteral("bco"),   QStringLiteral("orpo"),
                                      QStringLiteral("simpo"), QStringLiteral("cpo")};
    return kMethods.contains(id);
}

} // namespace tiebreak
