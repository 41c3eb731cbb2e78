#include "ui/widgets/system_theme.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>
#include <QPalette>
#include <QTimer>

namespace tiebreak {

namespace {

constexpr auto kService = "org.freedesktop.portal.Desktop";
constexpr auto kPath = "/org/freedesktop/portal/desktop";
constexpr auto kInterface = "org.freedesktop.portal.Settings";
constexpr auto kSpace = "org.freedesktop.appearance";
constexpr auto kKey = "color-scheme";

/// Read wraps its answer in one more variant than ReadOne and the signal do.
unsigned innermost(QVariant value) {
    while (value.canConvert<QDBusVariant>())
        value = value.value<QDBusVariant>().variant();
    return value.toUInt();
}

} // namespace

SystemTheme::SystemTheme(const QPalette& started, QObject* parent)
    : QObject(parent) {
    m_paletteDark = started.color(QPalette::Window).lightness() <
                    started.color(QPalette::WindowText).lightness();
    m_dark = m_paletteDark;
    // After the first paint: connecting to the bus costs milliseconds that the start does not have.
    if (!qEnvironmentVariableIsEmpty("DBUS_SESSION_BUS_ADDRESS"))
        QTimer::singleShot(0, this, &SystemTheme::askPortal);
}

void SystemTheme::askPortal() {
    auto bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return;
    bus.connect(kService, kPath, kInterface, "SettingChanged", this,
                SLOT(takeSetting(QString, QString, QDBusVariant)));
    auto message = QDBusMessage::createMethodCall(kService, kPath, kInterface, "Read");
    message << QString(kSpace) << QString(kKey);
    auto* watcher = new QDBusPendingCallWatcher(bus.asyncCall(message, 2000), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        const QDBusPendingReply<QDBusVariant> reply = *watcher;
        if (reply.isValid())
            setScheme(innermost(reply.value().variant()));
        watcher->deleteLater();
    });
}

void SystemTheme::takeSetting(const QString& space, const QString& key, const QDBusVariant& value) {
    if (space == kSpace && key == kKey)
        setScheme(innermost(value.variant()));
}

void SystemTheme::setScheme(unsigned scheme) {
    // 0: no preference, 1: dark, 2: light.
    const bool dark = scheme == 0 ? m_paletteDark : scheme == 1;
    if (dark == m_dark)
        return;
    m_dark = dark;
    Q_EMIT darkChanged(dark);
}

} // namespace tiebreak
