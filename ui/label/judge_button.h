// One step of the judgement bar: words over their key caps, all steps equally wide and equally
// coloured. Follows an Action. The theme must outlive it. The window's thread.
#pragma once

#include "ui/widgets/action.h"

#include <QPushButton>

namespace tiebreak {

class Theme;

class JudgeButton : public QPushButton {
    Q_OBJECT

public:
    JudgeButton(Theme& theme, Action& action, QWidget* parent = nullptr);

    /// Shown where the whole text has no room; the tooltip then has it.
    void setShortText(const QString& text);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void nextCheckState() override {} // the page decides what is chosen

private:
    void followAction();
    QStringList caps() const;
    int capsWidth() const;
    void paintCaps(QPainter& painter, int top) const;
    bool isOnAccent() const { return isEnabled() && isChecked(); }

    Theme& m_theme;
    Action& m_action;
    QString m_shortText;
};

} // namespace tiebreak
