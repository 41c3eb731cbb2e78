// Whether the desktop prefers dark: the portal's color-scheme over D-Bus, and until it answers (or
// where there is no portal) the lightness of the palette Qt started with. One object, the window's
// thread.
#pragma once

#include <QObject>

class QDBusVariant;
class QPalette;

namespace tiebreak {

class SystemTheme : public QObject {
    Q_OBJECT

public:
    /// `started`: the palette as the platform gave it, before any theme was applied.
    explicit SystemTheme(const QPalette& started, QObject* parent = nullptr);
    bool isDark() const { return m_dark; }

Q_SIGNALS:
    void darkChanged(bool dark);

private Q_SLOTS:
    void takeSetting(const QString& space, const QString& key, const QDBusVariant& value);

private:
    void askPortal();
    void setScheme(unsigned scheme);

    bool m_paletteDark = false;
    bool m_dark = false;
};

} // namespace tiebreak
