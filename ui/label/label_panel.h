// The side panel of the Label page: what to look for, how far we are, how choices are saved, and
// what was said last. The window's thread.
#pragma once

#include "store/records.h"
#include "ui/widgets/side_panel.h"

#include <vector>

class QCheckBox;
class QGridLayout;
class QProgressBar;

namespace tiebreak {

class LabelPanel : public SidePanel {
    Q_OBJECT

public:
    explicit LabelPanel(Theme& theme, QWidget* parent = nullptr);

    void showCounts(const QueueCounts& counts);
    void showRecent(const std::vector<JudgementRecord>& recent);
    void setSaveOnChoice(bool on);
    void retranslate();

Q_SIGNALS:
    void saveOnChoiceToggled(bool on);

private:
    /// A fact: its name left, its figure in mono right.
    struct Fact {
        TextLabel* name;
        TextLabel* figure;
    };
    void addGuidelines();
    void addProgress();
    void addSaving();
    void addRecent();
    QWidget* addRule();
    Fact addFact();
    void addRecentRow(int row, const JudgementRecord& judgement);

    Theme& m_theme;
    TextLabel* m_guidelines;
    TextLabel* m_progressTitle;
    TextLabel* m_figure;
    TextLabel* m_ofAll;
    QProgressBar* m_bar;
    Fact m_today{}, m_waiting{}, m_skipped{}, m_median{};
    TextLabel* m_savingTitle;
    QCheckBox* m_saveOnChoice;
    TextLabel* m_savingWords;
    QWidget* m_recentRule;
    TextLabel* m_recentTitle;
    QGridLayout* m_recentRows;
    QueueCounts m_counts;
    std::vector<JudgementRecord> m_recent;
};

} // namespace tiebreak
