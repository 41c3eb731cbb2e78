// One entry of the navigation rail: icon over name, its digit at the corner, an accent plate and
// bar when current. The window's thread.
#pragma once

#include <QAbstractButton>

namespace tiebreak {

class Theme;

class RailButton : public QAbstractButton {
    Q_OBJECT

public:
    RailButton(Theme& theme, QString icon, QString digit, QWidget* parent = nullptr);
    void setBadge(const QString& badge);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    void paintPlate(QPainter& painter) const;

    Theme& m_theme;
    QString m_icon;
    QString m_digit;
    QString m_badge;
};

} // namespace tiebreak
