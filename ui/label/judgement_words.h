// A judgement in words: "A far better", "Tie", "Both bad". Free functions, the window's thread.
#pragma once

#include "store/records.h"

#include <QString>

#include <optional>

namespace tiebreak {

/// What a person has chosen for the pair on screen.
struct JudgementChoice {
    Verdict verdict = Verdict::Strength;
    int strength = 0; ///< -3 A far better … +3 B far better

    bool operator==(const JudgementChoice&) const = default;
};

/// The seven steps from A to B.
inline constexpr int kStrengthSteps[] = {-3, -2, -1, 0, 1, 2, 3};

QString judgementWords(const JudgementChoice& choice);
/// For a narrow bar: "A slightly".
QString shortJudgementWords(const JudgementChoice& choice);
/// Reasons of a skip as they are stored, in the order of their keys.
inline constexpr const char* kSkipReasons[] = {"unclear_query", "cannot_tell", "not_my_field",
                                               "broken_text", "not_to_be_read"};
/// In words; a reason that is not one of these stays as it is.
QString skipReasonWords(const QString& reason);
/// Name of an icon that tells the kinds apart.
QString judgementIcon(const JudgementChoice& choice);

} // namespace tiebreak
