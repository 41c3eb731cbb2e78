// The plot of one curve card: raw line behind the smoothed one, end markers, non-finite triangles,
// checkpoints, a cross-hair shared with the other cards. Drag zooms a box, Shift+drag pans,
// Alt+wheel zooms, double click fits. The window's thread.
#pragma once

#include "ui/train/curve_data.h"

#include "ui/train/custom_plot.h"

namespace tiebreak {

class Theme;

class CurvePlot : public QCustomPlot {
    Q_OBJECT

public:
    CurvePlot(const Theme& theme, QWidget* parent = nullptr);

    void setLines(const QVector<CurveLine>& lines, const QVector<double>& checkpoints);
    void setLimit(double value, const QString& words);
    /// Where the shared cross-hair stands; NaN hides it.
    void setCrossHair(double step);
    void setLogScale(bool on);
    bool isLogScale() const { return m_logScale; }
    /// Shows everything again.
    void fit();
    void recolour();

Q_SIGNALS:
    void hovered(double step);
    void xRangeChanged(const QCPRange& range);

protected:
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void buildLayers();
    void rebuild();
    void addRaw(const CurveLine& line);
    void addSmooth(const CurveLine& line);
    void addEndMarker(const CurveLine& line);
    void addEdgeMarks();
    void fillVisible();
    QCPScatterStyle marker(int line, double size) const;

    const Theme& m_theme;
    QVector<CurveLine> m_lines;
    QVector<double> m_checkpoints;
    QCPItemStraightLine* m_crossHair;
    QCPItemStraightLine* m_limit;
    QCPItemText* m_limitWords;
    QVector<QPair<QCPGraph*, int>>
        m_rawGraphs; ///< graph and its line, refilled for the visible range
    bool m_fitted = true;
    bool m_logScale = false;
};

} // namespace tiebreak
