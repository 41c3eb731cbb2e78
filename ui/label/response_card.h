// One of the two answers: its letter, its text, and what it is worth on its own. On request its
// text can be edited into a better one. Nothing on it says where the answer came from. The theme
// must outlive it. The window's thread.
#pragma once

#include "ui/label/rich_text.h"
#include "ui/widgets/card.h"

#include <array>

class QPlainTextEdit;
class QStackedWidget;

namespace tiebreak {

class Action;
class ActionButton;
class Chip;
class ReadingPane;
class TextLabel;
class Theme;

/// The page's actions that the card shows as buttons.
struct ResponseActions {
    Action* edit = nullptr;
    std::array<Action*, 3> ratings{}; ///< good, acceptable, bad
};

class ResponseCard : public Card {
    Q_OBJECT

public:
    ResponseCard(Theme& theme, const QString& letter, const ResponseActions& actions,
                 QWidget* parent = nullptr);

    ReadingPane& pane() const { return *m_pane; }
    void showText(const QString& text);
    /// The text says whose it is ("As ChatGPT, I …"): told, so that the judgement can be flagged.
    void warnOfName(bool names);
    void startEdit(const QString& text);
    void endEdit();
    bool isEditing() const;
    /// Why the edit was not saved; it stays open.
    void showEditProblem(const QString& problem);
    void retranslate();

Q_SIGNALS:
    void editSaved(const QString& text);
    void editCancelled();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget* makeHead(const QString& letter);
    QWidget* makeEditor();
    QWidget* makeFoot();

    Theme& m_theme;
    ResponseActions m_actions;
    QString m_letter;
    ReadingPane* m_pane;
    QStackedWidget* m_stack = nullptr;
    QWidget* m_editor = nullptr;
    QPlainTextEdit* m_text = nullptr;
    TextLabel* m_hint = nullptr;
    ActionButton* m_save = nullptr;
    ActionButton* m_cancel = nullptr;
    Chip* m_names = nullptr;
    TextLabel* m_own = nullptr;
};

} // namespace tiebreak
