// Where the hand is: seven equal steps from A to B with a meter, or the reasons of a skip in their
// place; the other verdicts, comment and tags, the sentence that says what will be saved or was,
// and Save and next. Shows a choice; the page makes it. The theme must outlive it. The window's
// thread.
#pragma once

#include "ui/label/judgement_words.h"
#include "ui/widgets/card.h"

#include <QList>

#include <array>
#include <optional>

class QHBoxLayout;
class QLabel;
class QLineEdit;
class QStackedWidget;

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
    std::array<Action*, 5> reasons{}; ///< of a skip
    Action* bothBad = nullptr;
    Action* skip = nullptr;
    Action* flag = nullptr;
    Action* comment = nullptr;
    Action* tags = nullptr;
    Action* save = nullptr;
};

class JudgementBar : public Card {
    Q_OBJECT

public:
    JudgementBar(Theme& theme, const JudgementActions& actions, QWidget* parent = nullptr);

    void showChoice(const std::optional<JudgementChoice>& choice);
    /// `tone`: "", ok or bad; ok and bad come with their icon.
    void showSentence(const QString& sentence, const QString& tone = {});
    /// The reasons instead of the steps.
    void showReasons(bool shown);
    /// Opens the fields of comment and tags and puts the cursor in the one or the other.
    void openComment();
    void openTags();
    QString comment() const;
    QString tags() const; ///< as typed, parted by commas
    /// Both empty: the fields close.
    void setNotes(const QString& comment, const QString& tags);
    void retranslate();

Q_SIGNALS:
    void notesChanged();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget* makeSteps();
    QWidget* makeReasons();
    QWidget* makeNotes();
    QHBoxLayout* makeOthers();
    void drawSentenceIcon();

    Theme& m_theme;
    JudgementActions m_actions;
    QList<JudgeButton*> m_steps;
    StrengthMeter* m_meter;
    QStackedWidget* m_choices;
    QWidget* m_notes;
    QLineEdit* m_comment;
    QLineEdit* m_tags;
    TextLabel* m_why;
    QLabel* m_sentenceIcon;
    TextLabel* m_sentence;
    QString m_tone;
};

} // namespace tiebreak
