// The look: colours, sizes and fonts out of the token files, the style sheet and palette made from them, and
// recoloured icons. One Theme, owned by the application, passed by reference; the window's thread.
#pragma once

#include <QColor>
#include <QFont>
#include <QIcon>
#include <QJsonObject>
#include <QObject>
#include <QString>

class QApplication;

namespace tiebreak {

class Theme : public QObject {
    Q_OBJECT

public:
    enum class Choice { System, Light, Dark };
    /// Fonts of the look; every font of the window comes from here and has PreferNoShaping.
    enum class Type { Caption, Small, Body, Strong, Read, Title, Display, Figure, Mono, MonoSmall };

    explicit Theme(QObject* parent = nullptr);

    /// Loads tokens, builds palette and style sheet, and sets them on the application, once.
    void apply(QApplication& application, Choice choice, double fontScale);
    bool isDark() const { return m_dark; }
    double fontScale() const { return m_scale; }

    QColor color(const QString& name) const;     ///< "text-2", "accent", …
    QColor plotColor(const QString& name) const; ///< "grid", "axis", …
    QColor line(int index) const;                ///< run colour 0…9
    Qt::PenStyle lineDash(int index) const;
    QString lineMarker(int index) const;         ///< "circle", "square-open", …
    int size(const QString& name) const;         ///< px at the current font scale: "control", "row", …
    int space(const QString& name) const;        ///< px: "xs" … "xxl"
    QFont font(Type type) const;
    /// The stroke icon of that name in text-2, on-state accent, disabled text-off.
    QIcon icon(const QString& name) const;
    /// One pixmap in one colour token, device-pixel aware.
    QPixmap pixmap(const QString& name, const QString& colorName, int sidePx) const;

Q_SIGNALS:
    void changed();

private:
    QJsonObject m_tokens;
    bool m_dark = false;
    double m_scale = 1.0;
};

} // namespace tiebreak
