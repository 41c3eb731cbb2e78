#include "ui/label/judgement_words.h"

#include <QCoreApplication>

namespace tiebreak {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(tiebreak::JudgementWords)

public:
    static QString ofStrength(int strength) {
        switch (strength) {
        case -3:
            return tr("A far better");
        case -2:
            return tr("A better");
        case -1:
            return tr("A slightly better");
        case 1:
            return tr("B slightly better");
        case 2:
            return tr("B better");
        case 3:
            return tr("B far better");
        default:
            return tr("Tie");
        }
    }
    static QString ofStrengthShort(int strength) {
        switch (strength) {
        case -1:
            return tr("A slightly");
        case 1:
            return tr("B slightly");
        default:
            return ofStrength(strength);
        }
    }
    static QString ofReason(const QString& reason) {
        if (reason == kSkipReasons[0])
            return tr("Query unclear");
        if (reason == kSkipReasons[1])
            return tr("Cannot tell");
        if (reason == kSkipReasons[2])
            return tr("Not my field");
        if (reason == kSkipReasons[3])
            return tr("Text broken");
        return reason == kSkipReasons[4] ? tr("Not to be read") : reason;
    }
    static QString ofOther(Verdict verdict) {
        return verdict == Verdict::Skip ? tr("Skipped") : tr("Both bad");
    }
};

} // namespace

QString judgementWords(const JudgementChoice& choice) {
    return choice.verdict == Verdict::Strength ? Words::ofStrength(choice.strength)
                                               : Words::ofOther(choice.verdict);
}

QString shortJudgementWords(const JudgementChoice& choice) {
    return choice.verdict == Verdict::Strength ? Words::ofStrengthShort(choice.strength)
                                               : Words::ofOther(choice.verdict);
}

QString skipReasonWords(const QString& reason) {
    return Words::ofReason(reason);
}

QString judgementIcon(const JudgementChoice& choice) {
    if (choice.verdict == Verdict::BothBad)
        return "both-bad";
    if (choice.verdict == Verdict::Skip)
        return "skip";
    return choice.strength == 0 ? "tie" : "ok";
}

} // namespace tiebreak
