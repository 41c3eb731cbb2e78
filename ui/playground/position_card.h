// What else could have come at the current token: a table of alternatives, Branch, and a line to
// force, ban or boost a word there. Shows what it is told and says what was asked for. The window's
// thread.
#pragma once

#include "ui/playground/token_text.h"
#include "ui/widgets/card.h"

class QLineEdit;
class QTableView;

namespace tiebreak {

class Action;
class ActionButton;
class AlternativesModel;
class NumberField;
class TextLabel;
class Theme;

class PositionCard : public Card {
    Q_OBJECT

public:
    /// `branch` and `every` are the page's actions; their buttons stand here.
    PositionCard(Theme& theme, Action& branch, Action& every, QWidget* parent = nullptr);

    void show(int position, const InspectedToken& token, const std::vector<std::string>& stages,
              const SamplingParameters& parameters);
    void clear();
    /// The alternative that is chosen in the table, or nullptr.
    const TokenAlternative* chosen() const;
    void choose(int row);
    /// Whether the chosen one is the token that came anyway.
    bool choosesItself() const;
    void setBusy(const QString& reason);
    void retranslate();
    AlternativesModel* model() const { return m_model; }
    QTableView* table() const { return m_table; }
    QLineEdit* wordField() const { return m_word; }
    ActionButton* button(InterventionKind kind) const { return m_buttons[int(kind)]; }
    double bias() const;

Q_SIGNALS:
    void choiceChanged();
    void branchAsked();
    /// At the current token; without a word the chosen alternative is meant.
    void changeAsked(tiebreak::InterventionKind kind, const QString& word, double bias);

private:
    void buildHead(Action& branch, Action& every);
    void buildTable();
    void buildChanges();
    void showWhatIsMeant();
    void fitColumns();

    Theme& m_theme;
    AlternativesModel* m_model;
    TextLabel* m_title;
    TextLabel* m_entropy;
    QTableView* m_table;
    QLineEdit* m_word;
    NumberField* m_bias;
    ActionButton* m_buttons[3];
    QString m_busy;
};

} // namespace tiebreak
