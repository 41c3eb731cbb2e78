// Where the query is typed: a field that grows to six lines, the system prompt over it if wanted,
// the model and the number of responses under it. The window's thread.
#pragma once

#include "ui/services/model_session.h"
#include "ui/widgets/card.h"

class QComboBox;
class QHBoxLayout;
class QPlainTextEdit;

namespace tiebreak {

class Action;
class TextLabel;
class Theme;

class QueryCard : public Card {
    Q_OBJECT

public:
    QueryCard(Theme& theme, const QList<Action*>& toggles, QWidget* parent = nullptr);

    QString text() const;
    void setText(const QString& text);
    QString system() const;
    void showSystem(bool shown);
    void setSystem(const QString& system);
    void focusField();
    void showChoices(const std::vector<ModelChoice>& choices,
                     const std::optional<ModelChoice>& current);
    void setCount(int count);
    /// At the right: "31 prompt tokens of 2 048", or what the model is doing.
    /// `brief` stands there when the whole has no room.
    void showFact(const QString& fact, const QString& brief = {});
    QPlainTextEdit* field() const { return m_field; }
    void retranslate();

Q_SIGNALS:
    void textChanged();
    void modelChosen(const QString& id);
    void countChosen(int count);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void buildField(QPlainTextEdit* field);
    void buildControls(const QList<Action*>& toggles);
    void grow(QPlainTextEdit* field);
    void fitFact();

    Theme& m_theme;
    TextLabel* m_systemName;
    QPlainTextEdit* m_system;
    QPlainTextEdit* m_field;
    QHBoxLayout* m_controls;
    QComboBox* m_model;
    QComboBox* m_count;
    TextLabel* m_fact;
    QString m_wholeFact;
    QString m_briefFact;
};

} // namespace tiebreak
