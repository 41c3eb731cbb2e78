// The panel of a new run: questions or fields, what will be trained on, Start. Tells what is wanted
// by signals; the page brings rows and reports. The window's thread.
#pragma once

#include "ui/services/run_service.h"
#include "ui/widgets/side_panel.h"

#include <QTimer>

namespace tiebreak {

class ActionButton;
class NewRunForm;
class PreflightView;
class ToggleBar;

class NewRunPanel : public SidePanel {
    Q_OBJECT

public:
    NewRunPanel(Theme& theme, RunService& runs, QWidget* parent = nullptr);
    NewRunForm& form() { return *m_form; }
    /// Fresh: asks for rows and checks again. `guided`: the three questions first.
    void open(bool guided);

Q_SIGNALS:
    void closed();
    /// The rows the form's filter asks for are wanted.
    void preferencesWanted();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void connectParts();
    void setGuided(bool guided);
    void checkSoon();
    void check(bool tryStep = false);
    void startRun();
    void showProblem(const QString& words);

    RunService& m_runs;
    ToggleBar* m_way;
    NewRunForm* m_form;
    PreflightView* m_preflight;
    ActionButton* m_start;
    QTimer m_debounce;
    bool m_starting = false;
};

} // namespace tiebreak
