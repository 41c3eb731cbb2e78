// The open workspace's folder and the names inside it. Made before everything that lives in it; a
// change of workspace makes a new one. The window's thread.
#pragma once

#include "base/result.h"

#include <QString>

#include <filesystem>

namespace tiebreak {

class WorkspaceService {
public:
    /// Makes the folder and its runs/, models/ and backups/ where they are missing.
    static Result<WorkspaceService> open(const std::filesystem::path& folder);

    const std::filesystem::path& folder() const { return m_folder; }
    std::filesystem::path runsFolder() const { return m_folder / "runs"; }
    std::filesystem::path modelsFolder() const { return m_folder / "models"; }
    /// The last part of the path.
    QString name() const;
    /// The path with the home folder as "~", for a person's eyes.
    QString shownPath() const;

private:
    explicit WorkspaceService(std::filesystem::path folder)
        : m_folder(std::move(folder)) {}
    std::filesystem::path m_folder;
};

} // namespace tiebreak
