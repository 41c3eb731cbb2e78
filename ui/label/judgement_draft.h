// What a person has said of the pair on screen so far: which is better and what each is worth, with
// flag, comment, tags and the rubric. A plain value; the window's thread.
#pragma once

#include "ui/label/judgement_words.h"

#include <QMap>
#include <QStringList>

#include <array>

namespace tiebreak {

struct JudgementDraft {
    std::optional<JudgementChoice> choice;
    std::array<Rating, 2> ratings{Rating::None, Rating::None}; ///< of A, of B
    bool flagged = false;
    QString reason; ///< of a skip
    QString comment;
    QStringList tags;
    QMap<QString, int> dimensions; ///< -3…3, read like strength; only those that were set

    bool operator==(const JudgementDraft&) const = default;
};

/// The draft a judgement was made from.
JudgementDraft draftOf(const JudgementRecord& judgement);
/// The same with A and B changed over.
JudgementDraft turnedOver(JudgementDraft draft);
/// Fills in what the draft says; `choice` must be there.
void writeDraft(const JudgementDraft& draft, JudgementRecord& judgement);

/// "A better, A good, B acceptable, flagged, with comment": what will be saved.
QString draftWords(const JudgementDraft& draft);

/// Tags as typed, parted by commas: trimmed, each once.
QStringList tagsFrom(const QString& typed);

} // namespace tiebreak
