// The side panel of the Label page: what to look for, how far we are, how the queue goes, how
// choices are saved, and what was said so far. The theme must outlive it. The window's thread.
#pragma once

#include "ui/widgets/side_panel.h"

class QCheckBox;

namespace tiebreak {

class Action;
class GuidelinesView;
class JudgementList;
class ProgressView;
class QueueSettings;

/// The page's actions that the panel shows as buttons.
struct PanelActions {
    Action* editGuidelines = nullptr;
    Action* reopen = nullptr;
};

class LabelPanel : public SidePanel {
    Q_OBJECT

public:
    LabelPanel(Theme& theme, const PanelActions& actions, QWidget* parent = nullptr);

    GuidelinesView& guidelines() const { return *m_guidelines; }
    ProgressView& progress() const { return *m_progress; }
    QueueSettings& queue() const { return *m_queue; }
    JudgementList& judgements() const { return *m_judgements; }
    /// Below all else.
    void addSection(QWidget* section);
    void setSaveOnChoice(bool on);
    void retranslate();

Q_SIGNALS:
    void saveOnChoiceToggled(bool on);

private:
    void addSaving();
    void addRule();

    GuidelinesView* m_guidelines;
    ProgressView* m_progress;
    QueueSettings* m_queue;
    JudgementList* m_judgements;
    TextLabel* m_savingTitle;
    QCheckBox* m_saveOnChoice;
    TextLabel* m_savingWords;
};

} // namespace tiebreak
