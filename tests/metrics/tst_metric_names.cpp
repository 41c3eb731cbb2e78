#include "metrics/metric_names.h"

#include <QtTest>

#include <set>
#include <string>

using namespace tiebreak;

class TestMetricNames : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyKeyOfTheContract_isDescribed() {
        for (const char* key : {"loss",
                                "grad_norm",
                                "learning_rate",
                                "num_tokens",
                                "entropy",
                                "mean_token_accuracy",
                                "rewards/chosen",
                                "rewards/rejected",
                                "rewards/accuracies",
                                "rewards/margins",
                                "logps/chosen",
                                "logps/rejected",
                                "logits/chosen",
                                "logits/rejected",
                                "kl/probe",
                                "accuracy",
                                "margin",
                                "min_reward",
                                "mean_reward",
                                "max_reward",
                                "kl",
                                "objective/scores",
                                "objective/kl",
                                "policy/clipfrac_avg",
                                "loss/policy_avg",
                                "loss/value_avg"})
            QVERIFY2(findMetricName(key), key);
        QVERIFY(!findMetricName("wibble"));
    }

    void everyName_isWholeAndOnACard() {
        std::set<std::string_view> keys, cards;
        for (const auto& card : metricCards())
            QVERIFY(cards.insert(card.key).second);
        for (const auto& name : metricNames()) {
            QVERIFY2(keys.insert(name.key).second, std::string(name.key).c_str());
            QVERIFY2(cards.count(name.card), std::string(name.card).c_str());
            QVERIFY(!name.title.empty() && !name.words.empty());
        }
    }

    void cards_belongToMethods() {
        for (const auto& card : metricCards())
            QVERIFY2(cardShownFor(card, "dpo") || cardShownFor(card, "ppo") ||
                         cardShownFor(card, "reward") || cardShownFor(card, "orpo") ||
                         cardShownFor(card, "bco"),
                     std::string(card.key).c_str());
        QVERIFY(cardShownFor({"a", "A", "", "dpo ppo"}, "ppo"));
        QVERIFY(!cardShownFor({"a", "A", "", "dpo ppo"}, "pp"));
    }
};

QTEST_GUILESS_MAIN(TestMetricNames)
#include "tst_metric_names.moc"
