// The look: colours, sizes and fonts out of the token files, the style sheet and palette made from
// them, and recoloured icons. One Theme, owned by the application, passed by reference; the
// window's thread.
#pragma once

#include <QColor>
#include <QFont>
#include <QIcon>
#include <QJsonObject>
#include <QObject>
#include <QPalette>
#include <QString>

#include <memory>

class QApplication;
class QWidget;

namespace tiebreak {

class SystemTheme;

class Theme : public QObject {
    Q_OBJECT

public:
    enum class Choice { System, Light, Dark };
    /// Fonts of the look; every font of the window comes from here and has PreferNoShaping.
    enum class Type { Caption, Small, Body, Strong, Read, Title, Display, Figure, Mono, MonoSmall };

    explicit Theme(QObject* parent = nullptr);
    ~Theme() override;

    /// Loads tokens, builds palette and style sheet, and sets them on the application, once.
    void apply(QApplication& application, Choice choice, double fontScale);
    Choice choice() const { return m_choice; }
    bool isDark() const { return m_dark; }
    double fontScale() const { return m_scale; }

    QColor color(const QString& name) const;     ///< "text-2", "accent", …
    QColor plotColor(const QString& name) const; ///< "grid", "axis", …
    QColor line(int index) const;                ///< run colour 0…9
    Qt::PenStyle lineDash(int index) const;
    QString lineMarker(int index) const;   ///< "circle", "square-open", …
    int size(const QString& name) const;   ///< px at the current font scale: "control", "row", …
    int space(const QString& name) const;  ///< px: "xs" … "xxl"
    int radius(const QString& name) const; ///< px: "small", "control", "card", "pill"
    int scaled(int px) const; ///< a length that grows with the font scale and has no name
    double plotNumber(const QString& name) const; ///< "smooth-width", "raw-alpha", …
    /// How tokens are shaded: "prob", "entropy", "ratio", each with edges, fills and lines; "text",
    /// "special", "chosen-outline", "forced-outline" are colours.
    QJsonObject tokenLook() const { return m_tokens.value("token").toObject(); }
    QFont font(Type type) const;
    /// The stroke icon of that name in text-2, on-state accent, disabled text-off.
    QIcon icon(const QString& name) const;
    /// One pixmap in one colour token, device-pixel aware.
    QPixmap pixmap(const QString& name, const QString& colorName, int sidePx) const;
    /// The style sheet would make placeholders half-transparent; keeps this field's at text-3, also
    /// after changes.
    void keepPlaceholderReadable(QWidget* field);

    /// "Reduce motion" of the settings: no animation anywhere.
    void setMotionReduced(bool reduced) { m_motionReduced = reduced; }
    bool isMotionReduced() const { return m_motionReduced; }

Q_SIGNALS:
    void changed();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void load(bool dark);
    void applyToApplication(QApplication& application);
    QPalette palette() const;

    QJsonObject m_tokens;
    std::unique_ptr<SystemTheme> m_system;
    QString m_uiFamily;
    QString m_monoFamily;
    Choice m_choice = Choice::System;
    bool m_dark = false;
    bool m_motionReduced = false;
    double m_scale = 1.0;
};

} // namespace tiebreak
