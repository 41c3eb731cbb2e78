#include "ui/shell/store_troubles.h"

#include "ui/services/store_service.h"
#include "ui/shell/keeping_section.h"
#include "ui/shell/main_window.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/banner_stack.h"

#include <QCoreApplication>

namespace tiebreak {

namespace {

struct Troubles {
    Q_DECLARE_TR_FUNCTIONS(tiebreak::StoreTroubles)

public:
    static void openFailed(MainWindow& window, const Error& error) {
        auto* banner = window.banners().show("workspace", Banner::Tone::Bad,
                                             QString::fromStdString(error.text()));
        QObject::connect(banner->addButton(tr("Open another workspace")), &QAbstractButton::clicked,
                         &window, [&window] { Q_EMIT window.workspaceRequested({}, false); });
    }

    static void offerRestore(StoreService& store, MainWindow& window, const BackupRecord& backup) {
        auto* banner = window.banners().banner("workspace");
        if (!banner)
            return;
        if (backup.file.empty()) {
            QObject::connect(banner->addButton(tr("Start an empty workspace")),
                             &QAbstractButton::clicked, &store, &StoreService::startAfresh);
            return;
        }
        auto* button =
            banner->addButton(tr("Restore the backup of %1").arg(backupTime(backup.takenAt)));
        QObject::connect(button, &QAbstractButton::clicked, &store,
                         [&store, file = backup.file] { store.restore(file); });
    }

    static void openedReadOnly(MainWindow& window, const Error& reason) {
        window.banners().show("workspace", Banner::Tone::Warn,
                              QString::fromStdString(reason.text()));
    }

    static void foundOnNetwork(MainWindow& window, const QString& type) {
        window.banners().show("network", Banner::Tone::Warn,
                              tr("This workspace is on a network file system (%1), where a lost "
                                 "connection can damage "
                                 "it. Move its folder to a local disk.")
                                  .arg(type));
    }

    static void backupFailed(MainWindow& window, const Error& error) {
        window.banners().show(
            "backup", Banner::Tone::Warn,
            tr("No backup was made: %1").arg(QString::fromStdString(error.text())));
    }

    static void backupMade(MainWindow& window, const QString& file) {
        window.banners().remove("backup");
        if (file.contains("/manual-"))
            window.banners().show("backed-up", Banner::Tone::Ok,
                                  tr("The workspace is backed up to %1.").arg(file));
    }

    static void replaceFailed(MainWindow& window, const Error& error) {
        window.banners().show(
            "replaced", Banner::Tone::Bad,
            tr("Nothing was restored: %1").arg(QString::fromStdString(error.text())));
    }
};

} // namespace

void showStoreTroubles(StoreService& store, MainWindow& window) {
    auto* there = &window;
    QObject::connect(&store, &StoreService::openFailed, there,
                     [there](const Error& error) { Troubles::openFailed(*there, error); });
    QObject::connect(&store, &StoreService::restoreOffered, there,
                     [there, &store](const BackupRecord& backup) {
                         Troubles::offerRestore(store, *there, backup);
                     });
    QObject::connect(&store, &StoreService::openedReadOnly, there,
                     [there](const Error& reason) { Troubles::openedReadOnly(*there, reason); });
    QObject::connect(&store, &StoreService::foundOnNetwork, there,
                     [there](const QString& type) { Troubles::foundOnNetwork(*there, type); });
    QObject::connect(&store, &StoreService::backupFailed, there,
                     [there](const Error& error) { Troubles::backupFailed(*there, error); });
    QObject::connect(&store, &StoreService::backupMade, there,
                     [there](const QString& file) { Troubles::backupMade(*there, file); });
    QObject::connect(&store, &StoreService::replaceFailed, there,
                     [there](const Error& error) { Troubles::replaceFailed(*there, error); });
}

} // namespace tiebreak
