// The cards of the chosen runs in a grid three, two or one wide, with one cross-hair, one x-range
// and one smoothing for all. The window's thread.
#pragma once

#include "ui/train/curve_data.h"

#include <QWidget>

class QGridLayout;

namespace tiebreak {

class CurveCard;
class Theme;

class CurveGrid : public QWidget {
    Q_OBJECT

public:
    explicit CurveGrid(const Theme& theme, QWidget* parent = nullptr);

    /// The cards a method shows, all of them or the main six; keeps cards when nothing changes.
    void setMethod(const QString& method, bool all);
    /// Makes the cards again, for a new language.
    void rebuild();
    void setRuns(const QVector<ShownRun>& runs);
    void setSmoothing(double weight);
    const std::vector<CurveCard*>& cards() const { return m_cards; }
    double crossHair() const { return m_crossHair; }

public Q_SLOTS:
    void setCrossHair(double step);
    void fit();
    void setLogScale(bool on);

Q_SIGNALS:
    void crossHairMoved(double step);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void arrange();
    void shareRange(const CurveCard* from);

    const Theme& m_theme;
    QString m_method;
    bool m_all = false;
    QGridLayout* m_layout;
    std::vector<CurveCard*> m_cards;
    QVector<ShownRun> m_runs;
    double m_smoothing = 0.6;
    double m_crossHair;
    int m_columns = 0;
    bool m_sharing = false;
};

} // namespace tiebreak
