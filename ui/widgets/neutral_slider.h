// A slider with a tick at its neutral value; the wheel moves it only while it has the focus. Values
// are its own integer steps. The window's thread.
#pragma once

#include <QSlider>

namespace tiebreak {

class Theme;

class NeutralSlider : public QSlider {
    Q_OBJECT

public:
    explicit NeutralSlider(Theme& theme, QWidget* parent = nullptr);
    void setNeutral(int step);

protected:
    void paintEvent(QPaintEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

Q_SIGNALS:
    /// ↑ ↓ ← → were pressed: +1 or −1, ten times that with Shift.
    void stepped(int smallSteps);

private:
    Theme& m_theme;
    int m_neutral = -1;
};

} // namespace tiebreak
