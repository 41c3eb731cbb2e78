// Which rewards PPO samples for, each with its weight: pleasant words, a wanted length, a reward
// model trained here. The theme must outlive it. The window's thread.
#pragma once

#include "protocol/run_config.h"
#include "store/records.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QGridLayout;
class QLineEdit;

namespace tiebreak {

class Theme;

class RewardChoice : public QWidget {
    Q_OBJECT

public:
    explicit RewardChoice(const Theme& theme, QWidget* parent = nullptr);

    /// Those that are checkpoints of reward models are offered.
    void setModels(const std::vector<ModelVersionRecord>& models);
    void setRewards(const std::vector<RewardConfig>& rewards);
    /// What is on, or what is wrong with it in words.
    Result<std::vector<RewardConfig>> rewards() const;

Q_SIGNALS:
    void edited();

private:
    struct Line {
        QString kind;
        QCheckBox* on;
        QLineEdit* weight;
    };
    void addLine(QGridLayout* layout, const Theme& theme, const QString& kind, const QString& name,
                 QWidget* option);
    Result<RewardConfig> rewardOf(const Line& line) const;
    Status addModel(RewardConfig& reward) const;
    void chooseModel(const nlohmann::json& options);

    std::vector<Line> m_lines;
    std::vector<ModelVersionRecord> m_models;
    QLineEdit* m_length;
    QComboBox* m_model;
};

/// A checkpoint of method reward.
bool isRewardModel(const ModelVersionRecord& model);

} // namespace tiebreak
