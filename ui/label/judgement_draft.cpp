#include "ui/label/judgement_draft.h"

#include <QCoreApplication>

namespace tiebreak {

namespace {

constexpr qsizetype kLongestTag = 40;
constexpr qsizetype kMostTags = 12;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(tiebreak::JudgementDraft)

public:
    static QString ofRating(int side, Rating rating) {
        const QString letter = side == 0 ? "A" : "B";
        switch (rating) {
        case Rating::Good:
            return tr("%1 good").arg(letter);
        case Rating::Acceptable:
            return tr("%1 acceptable").arg(letter);
        case Rating::Bad:
            return tr("%1 bad").arg(letter);
        case Rating::None:
            break;
        }
        return {};
    }
    static QString flagged() { return tr("flagged"); }
    static QString withComment() { return tr("with comment"); }
    static QString tags(int count) { return tr("%n tag(s)", nullptr, count); }
    static QString dimensions(int count) { return tr("%n dimension(s)", nullptr, count); }
};

} // namespace

JudgementDraft draftOf(const JudgementRecord& judgement) {
    JudgementDraft draft;
    draft.choice = JudgementChoice{judgement.verdict, judgement.strength};
    draft.ratings = {judgement.ratingA, judgement.ratingB};
    draft.flagged = judgement.flagged;
    draft.reason = QString::fromStdString(judgement.reason);
    draft.comment = QString::fromStdString(judgement.comment);
    for (const auto& tag : judgement.tags)
        draft.tags << QString::fromStdString(tag);
    if (judgement.dimensions.is_object())
        for (const auto& [name, value] : judgement.dimensions.items())
            if (value.is_number_integer())
                draft.dimensions[QString::fromStdString(name)] = value.get<int>();
    return draft;
}

JudgementDraft turnedOver(JudgementDraft draft) {
    if (draft.choice)
        draft.choice->strength = -draft.choice->strength;
    std::swap(draft.ratings[0], draft.ratings[1]);
    for (auto& value : draft.dimensions)
        value = -value;
    return draft;
}

void writeDraft(const JudgementDraft& draft, JudgementRecord& judgement) {
    judgement.verdict = draft.choice->verdict;
    judgement.strength = draft.choice->strength;
    judgement.ratingA = draft.ratings[0];
    judgement.ratingB = draft.ratings[1];
    judgement.flagged = draft.flagged;
    judgement.reason = draft.choice->verdict == Verdict::Skip ? draft.reason.toStdString() : "";
    judgement.comment = draft.comment.toStdString();
    for (const auto& tag : draft.tags)
        judgement.tags.push_back(tag.toStdString());
    for (auto it = draft.dimensions.begin(); it != draft.dimensions.end(); ++it)
        judgement.dimensions[it.key().toStdString()] = it.value();
}

QString draftWords(const JudgementDraft& draft) {
    QStringList parts;
    if (draft.choice)
        parts << judgementWords(*draft.choice);
    for (int side = 0; side < 2; ++side)
        if (draft.ratings[std::size_t(side)] != Rating::None)
            parts << Words::ofRating(side, draft.ratings[std::size_t(side)]);
    if (draft.flagged)
        parts << Words::flagged();
    if (!draft.comment.isEmpty())
        parts << Words::withComment();
    if (!draft.tags.isEmpty())
        parts << Words::tags(int(draft.tags.size()));
    if (!draft.dimensions.isEmpty())
        parts << Words::dimensions(int(draft.dimensions.size()));
    return parts.join(", ");
}

QStringList tagsFrom(const QString& typed) {
    QStringList tags;
    for (const auto& part : typed.split(u',')) {
        const QString tag = part.simplified().left(kLongestTag);
        if (!tag.isEmpty() && !tags.contains(tag) && tags.size() < kMostTags)
            tags << tag;
    }
    return tags;
}

} // namespace tiebreak
