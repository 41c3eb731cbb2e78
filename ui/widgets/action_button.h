// A button that prints its key as a cap after its text; bound to an Action it follows it. Kinds:
// plain, quiet, primary, danger. The theme must outlive it. The window's thread.
#pragma once

#include "ui/widgets/action.h"

#include <QPointer>
#include <QPushButton>

namespace tiebreak {

class Theme;

class ActionButton : public QPushButton {
    Q_OBJECT

public:
    ActionButton(Theme& theme, Action& action, QWidget* parent = nullptr);
    ActionButton(Theme& theme, const QString& text, const QString& icon = {},
                 const QKeySequence& keys = {}, Action::Kind kind = Action::Kind::Plain,
                 QWidget* parent = nullptr);

    void setKind(Action::Kind kind);
    /// "small", "large" or "".
    void setDensity(const QString& density);
    void setIconName(const QString& name);
    void setKeys(const QKeySequence& keys);
    /// In repeated rows the cap stands on the current row alone.
    void setCapShown(bool shown);
    /// A colour token for icon and text instead of the kind's.
    void setInk(const QString& colorName);
    /// Empty: enabled. Otherwise disabled, with the reason in the tooltip.
    void setDisabledReason(const QString& reason);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;
    void nextCheckState() override;

private:
    void followAction();
    int contentWidth() const;
    QString inkName() const;
    void paintCap(QPainter& painter, const QRect& rect) const;
    void paintInnerRing(QPainter& painter) const;
    bool isOnAccent() const;
    QString capText() const;

    Theme& m_theme;
    QPointer<Action> m_action;
    QString m_icon;
    QKeySequence m_keys;
    QString m_ink;
    Action::Kind m_kind = Action::Kind::Plain;
    bool m_capShown = true;
};

} // namespace tiebreak
