// A card a metric: name, unit, read-outs at the cross-hair, plot. The window's thread.
#pragma once

#include "ui/train/curve_data.h"

#include <QFrame>

class QHBoxLayout;

namespace tiebreak {

class CurvePlot;
class LineSwatch;
class TextLabel;
class Theme;

class CurveCard : public QFrame {
    Q_OBJECT

public:
    CurveCard(const Theme& theme, CurveSpec spec, QWidget* parent = nullptr);

    void setRuns(const QVector<ShownRun>& runs, double smoothing);
    void setCrossHair(double step);
    CurvePlot& plot() { return *m_plot; }
    const CurveSpec& spec() const { return m_spec; }
    const QVector<CurveLine>& lines() const { return m_lines; }

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    QHBoxLayout* buildHead();
    void rebuildReadOuts();
    void showReadOuts();
    /// The key's name would only repeat the card's title.
    bool titleSaysIt(int key) const;
    /// As many read-outs a line as fit whole.
    void arrangeReadOuts();

    const Theme& m_theme;
    CurveSpec m_spec;
    QVector<CurveLine> m_lines;
    QVector<LineSwatch*> m_swatches;
    QVector<TextLabel*> m_values;
    QWidget* m_readOuts;
    CurvePlot* m_plot;
    double m_crossHair;
    int m_perLine = 0; ///< read-outs a line
};

/// A metric's value in at most five characters' worth of digits, "NaN" in words.
QString shortNumber(double value);

} // namespace tiebreak
