// Where the hand is: seven equal steps from A to B with a meter, the other verdicts, the sentence
// that says what will be saved or was, and Save and next. Shows a choice; the page makes it. The
// theme must outlive it. The window's thread.
#pragma once

#include "ui/label/judgement_words.h"
#include "ui/widgets/card.h"

#include <QList>

#include <array>
#include <optional>

class QHBoxLayout;
class QLabel;
class QLineEdit;

namespace tiebreak {

class Action;
class ActionButton;
class JudgeButton;
class StrengthMeter;
class TextLabel;
class Theme;

/// The page's actions that the bar shows as buttons.
struct JudgementActions {
    std::array<Action*, 7> steps{};
    Action* bothBad = nullptr;
    Action* skip = nullptr;
    Action* flag = nullptr;
    Action* comment = nullptr;
    Action* save = nullptr;
};

class JudgementBar : public Card {
    Q_OBJECT

public:
    JudgementBar(Theme& theme, const JudgementActions& actions, QWidget* parent = nullptr);

    void showChoice(const std::optional<JudgementChoice>& choice);
    /// `tone`: "", ok or bad; ok and bad come with their icon.
    void showSentence(const QString& sentence, const QString& tone = {});
    /// Opens the comment's field and puts the cursor in it.
    void openComment();
    void closeComment();
    QString comment() const;
    void setComment(const QString& comment);
    void retranslate();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QHBoxLayout* makeSteps();
    QHBoxLayout* makeOthers();
    void drawSentenceIcon();

    Theme& m_theme;
    JudgementActions m_actions;
    QList<JudgeButton*> m_steps;
    StrengthMeter* m_meter;
    ActionButton* m_bothBad;
    QLineEdit* m_comment;
    QLabel* m_sentenceIcon;
    TextLabel* m_sentence;
    QString m_tone;
};

} // namespace tiebreak
