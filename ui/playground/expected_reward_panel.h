// What a query is worth to the current column's model and parameters: how many responses to draw,
// how long, which reward; then the estimate with its formula, its spread, how it settles, the best
// and the worst. The window's thread; what it shows outlives it.
#pragma once

#include "ui/playground/expected_reward.h"
#include "ui/widgets/side_panel.h"

class QComboBox;

namespace tiebreak {

class ActionButton;
class MeanChart;
class NumberField;
class ProgressLine;
class RewardHistogram;
class TextLabel;

class ExpectedRewardPanel : public SidePanel {
    Q_OBJECT

public:
    ExpectedRewardPanel(Theme& theme, ExpectedReward& reward, QWidget* parent = nullptr);
    /// The task's count, lengths, seed and rewards; the caller adds model, prompt and parameters.
    RewardTask task() const;
    /// Why nothing can be drawn just now, or empty.
    void setDisabledReason(const QString& reason);
    void retranslate();
    /// "E[r] ≈ …" as it stands there.
    QString formula() const;
    ActionButton* drawButton() const { return m_draw; }
    NumberField* countField() const { return m_count; }
    QComboBox* rewardChoice() const { return m_reward; }

Q_SIGNALS:
    void drawRequested();

private:
    void buildFields();
    void buildResults();
    QWidget* fieldRow(TextLabel* name, QWidget* field);
    void chooseReward(int index);
    void askModelFolder();
    void showResults();
    void showButtons();

    Theme& m_theme;
    ExpectedReward& m_model;
    NumberField* m_count;
    NumberField* m_least;
    NumberField* m_most;
    NumberField* m_target;
    QComboBox* m_reward;
    ActionButton* m_draw;
    ProgressLine* m_progress;
    TextLabel* m_names[5];
    TextLabel* m_figure;
    TextLabel* m_interval;
    TextLabel* m_formula;
    TextLabel* m_spreadName;
    TextLabel* m_meanName;
    RewardHistogram* m_histogram;
    MeanChart* m_chart;
    TextLabel* m_extremes[2];
    QWidget* m_results;
    QWidget* m_targetRow = nullptr;
    QString m_modelFolder;
    QString m_reason;
    std::uint64_t m_seed = 1;
};

/// "E[r] ≈ (1/n) Σ r(yᵢ) = (0.12 − 0.03 + … + 0.40) / 64 = 0.21", with the numbers in it.
QString rewardFormula(const std::vector<double>& scores);

} // namespace tiebreak
