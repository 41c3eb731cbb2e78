// The line above the curves: which runs are drawn, the step under the cross-hair, smoothing. The
// window's thread.
#pragma once

#include "ui/train/curve_data.h"

#include <QWidget>

class QHBoxLayout;
class QSlider;

namespace tiebreak {

class ActionButton;
class TextLabel;
class Theme;

class CurveBar : public QWidget {
    Q_OBJECT

public:
    explicit CurveBar(Theme& theme, QWidget* parent = nullptr);

    void setRuns(const QVector<ShownRun>& runs);
    /// NaN: the last step.
    void setStep(double step, qint64 last);
    double smoothing() const;
    void retranslate();

Q_SIGNALS:
    void smoothingChanged(double weight);
    void allToggled(bool all);
    void logToggled(bool on);

private:
    Theme& m_theme;
    QHBoxLayout* m_runs;
    TextLabel* m_step;
    TextLabel* m_smoothingName;
    TextLabel* m_smoothingValue;
    QSlider* m_slider;
    ActionButton* m_all;
    QStringList m_ids;
};

} // namespace tiebreak
