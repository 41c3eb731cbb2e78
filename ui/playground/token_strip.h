// Surprise and entropy of a response, token by token, in bits: a picture under the tokens, with the
// current one marked. A click goes to a token; keys do not come here, and the numbers stand in the
// table. The window's thread.
#pragma once

#include <QWidget>

#include <vector>

namespace tiebreak {

class Theme;

class TokenStrip : public QWidget {
    Q_OBJECT

public:
    explicit TokenStrip(Theme& theme, QWidget* parent = nullptr);

    /// One number a token, bits.
    void setSeries(std::vector<double> surprise, std::vector<double> entropy);
    void setCurrent(int position);
    void retranslate();
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

Q_SIGNALS:
    void picked(int position);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;

private:
    QRect plotRect() const;
    double highest() const;
    QPointF pointOf(int position, double bits) const;
    void paintAxis(QPainter& painter) const;
    void paintSeries(QPainter& painter, const std::vector<double>& bits, const QPen& pen) const;
    void paintLegend(QPainter& painter) const;
    QPen penOf(bool isSurprise) const;

    Theme& m_theme;
    std::vector<double> m_surprise;
    std::vector<double> m_entropy;
    int m_current = -1;
};

} // namespace tiebreak
