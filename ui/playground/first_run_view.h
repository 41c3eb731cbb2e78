// The first run: a query field that already has the focus, the loop in a row of cards, what this
// machine is and where the workspace lies. Shows what it is told and tells what was pressed; gone
// after the first response. The window's thread.
#pragma once

#include "ui/playground/machine_facts.h"
#include "ui/services/model_session.h"

#include <QWidget>

class QHBoxLayout;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QVBoxLayout;

namespace tiebreak {

class Action;
class ActionButton;
class Card;
class Chip;
class LoopStrip;
class TextLabel;
class Theme;

class FirstRunView : public QWidget {
    Q_OBJECT

public:
    FirstRunView(Theme& theme, Action& generate, Action& example, QWidget* parent = nullptr);

    QString text() const;
    void setText(const QString& text);
    QPlainTextEdit* field() const { return m_field; }
    void setCount(int responses);
    /// The line about the model; `good` false marks it as a problem, `busy` as under way.
    void showModel(const QString& name, const QString& line, const QString& fact, bool good,
                   bool busy);
    void showDevices(const DeviceFacts& facts, int threads);
    void showWorkspace(const QString& folder, const QString& annotator, int otherModels);
    void retranslate();

Q_SIGNALS:
    void textChanged();
    void annotatorChanged(const QString& name);
    /// "workspace", "models" or "model" (another file).
    void changeRequested(const QString& what);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    struct Fact {
        QLabel* icon = nullptr;
        TextLabel* line = nullptr;
        TextLabel* fact = nullptr;
        QString iconName;
        QString color;
    };

    void buildQuery(QVBoxLayout* column, Action& generate, Action& example);
    void buildCards(QVBoxLayout* column);
    QVBoxLayout* addCard(QHBoxLayout* row, TextLabel* title);
    Fact addFact(QVBoxLayout* card, const QString& icon, QWidget* control = nullptr);
    void setFact(Fact& fact, const QString& icon, const QString& color, const QString& line,
                 const QString& words);
    void repaintIcons();

    Theme& m_theme;
    TextLabel* m_title;
    TextLabel* m_claim;
    Card* m_card;
    QPlainTextEdit* m_field;
    Chip* m_model;
    TextLabel* m_countWords;
    TextLabel* m_loopTitle;
    LoopStrip* m_loop;
    TextLabel* m_machineTitle;
    TextLabel* m_workspaceTitle;
    Fact m_modelFact, m_deviceFact, m_gpuFact, m_folderFact, m_nameFact, m_modelsFact;
    ActionButton* m_changeFolder;
    ActionButton* m_showModels;
    ActionButton* m_chooseModel;
    QLineEdit* m_annotator;
    int m_count = 4;
    DeviceFacts m_devices;
    int m_threads = 0;
    int m_otherModels = 0;
};

} // namespace tiebreak
