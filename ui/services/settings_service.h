// What a person set, in settings.json of the configuration folder (format 1). Read once at the
// start; written whole, off the window's thread, soon after every change. The window's thread.
#pragma once

#include <QObject>
#include <QStringList>
#include <QThreadPool>
#include <QTimer>

#include <filesystem>
#include <functional>

namespace tiebreak {

/// settings.json, format 1: these names as keys. Unknown keys are kept when the file is written
/// again.
struct Settings {
    QString theme = "system"; ///< system | light | dark
    QString language;         ///< "" follows the system; else "en", "de"
    double fontScale = 1.0;   ///< 1…2
    int threads = 0;          ///< 0: one a core
    QString device = "auto";  ///< auto | cpu | cuda
    QStringList modelFolders;
    QStringList recentWorkspaces; ///< newest first, at most 10
    QStringList recentActions;    ///< ids, newest first, for the palette
    QString model;                ///< path of the model chosen last
    QString annotator;            ///< name on judgements
    bool reduceMotion = false;
    bool saveOnChoice = true;
    bool firstRunDone = false;

    bool operator==(const Settings&) const = default;
};

class SettingsService : public QObject {
    Q_OBJECT

public:
    /// Reads `file`; a missing one means defaults.
    explicit SettingsService(const std::filesystem::path& file, QObject* parent = nullptr);
    /// Waits for the last write.
    ~SettingsService() override;

    const Settings& values() const { return m_values; }
    /// Changes the values in one go; changed() follows if anything differs.
    void change(const std::function<void(Settings&)>& edit);
    /// Puts `folder` first among the recent workspaces.
    void rememberWorkspace(const QString& folder);
    /// Why the file could not be used as it stands, in words, or empty.
    const QString& problem() const { return m_problem; }

Q_SIGNALS:
    void changed(const tiebreak::Settings& before, const tiebreak::Settings& now);
    /// In words, the disk being full for example; the values stay in force.
    void saveFailed(const QString& message);

private:
    void read();
    void write();

    std::filesystem::path m_file;
    Settings m_values;
    std::string m_kept; ///< the file's JSON as read, for its unknown keys
    QString m_problem;
    bool m_mayWrite = true;
    QTimer m_soon;
    QThreadPool m_writer;
};

} // namespace tiebreak
