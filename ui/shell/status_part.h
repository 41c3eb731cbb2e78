// One part of the status bar: an optional sign, words, and a figure in mono; a button to the page
// that knows more. The window's thread.
#pragma once

#include <QAbstractButton>

namespace tiebreak {

class Theme;

class StatusPart : public QAbstractButton {
    Q_OBJECT

public:
    explicit StatusPart(Theme& theme, QWidget* parent = nullptr);
    /// `sign`: "dot" or an icon's name, or empty. `color`: the sign's colour token.
    void setSign(const QString& sign, const QString& color);
    void setTexts(const QString& words, const QString& figure = {});
    /// A key printed after the words.
    void setKey(const QString& key);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {0, sizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    int signWidth() const;
    int paintSign(QPainter& painter, int x) const;

    Theme& m_theme;
    QString m_sign;
    QString m_color;
    QString m_figure;
    QString m_key;
};

} // namespace tiebreak
