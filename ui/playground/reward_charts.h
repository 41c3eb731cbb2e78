// Two small charts of an estimate: how the scores are spread, and how the mean settles with n, its
// 95 % band around it. Both read out in words for those who do not see them. The window's thread;
// the theme outlives them.
#pragma once

#include "ui/playground/reward_statistics.h"

#include <QWidget>

namespace tiebreak {

class Theme;

class RewardHistogram : public QWidget {
    Q_OBJECT

public:
    explicit RewardHistogram(Theme& theme, QWidget* parent = nullptr);
    void show(const std::vector<double>& scores, double mean);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Theme& m_theme;
    Histogram m_histogram;
    double m_mean = 0;
};

class MeanChart : public QWidget {
    Q_OBJECT

public:
    explicit MeanChart(Theme& theme, QWidget* parent = nullptr);
    void show(const std::vector<MeanEstimate>& running);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Theme& m_theme;
    std::vector<MeanEstimate> m_running;
};

} // namespace tiebreak
