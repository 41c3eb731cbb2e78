// The line under the seven steps: from the middle to the chosen step, so that direction and
// strength are seen at a glance. The theme must outlive it. The window's thread.
#pragma once

#include <QWidget>

#include <optional>

namespace tiebreak {

class Theme;

class StrengthMeter : public QWidget {
    Q_OBJECT

public:
    explicit StrengthMeter(Theme& theme, QWidget* parent = nullptr);
    /// -3…3, or nothing chosen.
    void setStrength(std::optional<int> strength);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Theme& m_theme;
    std::optional<int> m_strength;
};

} // namespace tiebreak
