#include "ui/services/settings_service.h"

#include "base/atomic_file.h"
#include "ui/services/settings_json.h"

#include <QMetaObject>

namespace tiebreak {

namespace {

constexpr int kSoonMilliseconds = 200; // a dragged slider is one write, not fifty
constexpr std::uintmax_t kMaxBytes = 1u << 20;
constexpr qsizetype kRecentWorkspaces = 10;

} // namespace

SettingsService::SettingsService(const std::filesystem::path& file, QObject* parent)
    : QObject(parent)
    , m_file(file) {
    m_writer.setMaxThreadCount(1); // writes of one file keep their order
    m_soon.setSingleShot(true);
    m_soon.setInterval(kSoonMilliseconds);
    connect(&m_soon, &QTimer::timeout, this, &SettingsService::write);
    read();
}

SettingsService::~SettingsService() {
    if (m_soon.isActive())
        write();
    m_writer.waitForDone();
}

void SettingsService::read() {
    const auto content = readFile(m_file, kMaxBytes);
    if (!content) {
        if (content.error().code != ErrorCode::NotFound)
            m_problem = QString::fromStdString(content.error().message);
        return;
    }
    const auto json = nlohmann::json::parse(*content, nullptr, false);
    const auto settings = settingsFromJson(json);
    if (settings) {
        m_values = *settings;
        m_kept = *content;
        return;
    }
    m_problem = QString::fromStdString(settings.error().message);
    // A newer version's file is not ours to replace; a damaged one is kept aside.
    m_mayWrite = settings.error().code != ErrorCode::TooNew;
    std::error_code ignored;
    if (m_mayWrite)
        std::filesystem::rename(m_file, m_file.string() + ".damaged", ignored);
}

void SettingsService::change(const std::function<void(Settings&)>& edit) {
    const auto before = m_values;
    edit(m_values);
    if (m_values == before)
        return;
    m_soon.start();
    Q_EMIT changed(before, m_values);
}

void SettingsService::rememberWorkspace(const QString& folder) {
    change([&folder](Settings& settings) {
        settings.recentWorkspaces.removeAll(folder);
        settings.recentWorkspaces.prepend(folder);
        settings.recentWorkspaces = settings.recentWorkspaces.mid(0, kRecentWorkspaces);
    });
}

void SettingsService::write() {
    m_soon.stop();
    if (!m_mayWrite)
        return;
    const auto text =
        toJson(m_values, nlohmann::json::parse(m_kept, nullptr, false)).dump(1) + "\n";
    m_writer.start([this, text, file = m_file] {
        std::error_code ignored;
        std::filesystem::create_directories(file.parent_path(), ignored);
        const auto status = writeFileAtomically(file, text);
        if (status)
            return;
        const auto message = QString::fromStdString(status.error().message);
        QMetaObject::invokeMethod(
            this, [this, message] { Q_EMIT saveFailed(message); }, Qt::QueuedConnection);
    });
}

} // namespace tiebreak
