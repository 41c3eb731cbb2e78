#include "ui/services/workspace_service.h"

#include <QDir>

namespace tiebreak {

Result<WorkspaceService> WorkspaceService::open(const std::filesystem::path& folder) {
    std::error_code failed;
    const auto absolute = std::filesystem::absolute(folder, failed).lexically_normal();
    for (const auto* name : {"runs", "models", "backups"}) {
        std::filesystem::create_directories(absolute / name, failed);
        if (failed)
            return Error{ErrorCode::Io,
                         "workspace '" + absolute.string() + "': " + failed.message(),
                         absolute.string()};
    }
    return WorkspaceService(absolute);
}

QString WorkspaceService::name() const {
    return QString::fromStdString(m_folder.filename().string());
}

QString WorkspaceService::shownPath() const {
    const auto path = QString::fromStdString(m_folder.string());
    const auto home = QDir::homePath();
    return path.startsWith(home + '/') ? '~' + path.mid(home.size()) : path;
}

} // namespace tiebreak
