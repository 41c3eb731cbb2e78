// What lives as long as a workspace is open: its store, its runs, the engine, the models, and how
// they hear of one another. Ends in the reverse order of its making. The window's thread.
#pragma once

#include "ui/services/engine_client.h"
#include "ui/services/model_catalogue.h"
#include "ui/services/model_session.h"
#include "ui/services/run_reconciler.h"
#include "ui/services/run_service.h"
#include "ui/services/services.h"
#include "ui/services/store_service.h"
#include "ui/services/workspace_service.h"

#include <QObject>

namespace tiebreak {

class WorkspaceParts : public QObject {
    Q_OBJECT

public:
    WorkspaceParts(WorkspaceService workspace, const QString& engine,
                   const QStringList& engineArguments, SettingsService& settings,
                   const QString& modelsFolder);

    Services services();
    WorkspaceService& workspace() { return m_workspace; }
    EngineClient& engine() { return m_engine; }
    ModelSession& models() { return m_models; }
    StoreService& store() { return m_store; }
    RunService& runs() { return m_runs; }

public Q_SLOTS:
    /// Asks the engine what models are there.
    void findModels();

private:
    QStringList modelFolders() const;
    void offerModels();

    SettingsService& m_settings;
    QString m_modelsFolder;
    WorkspaceService m_workspace;
    EngineClient m_engine;
    ModelSession m_models;
    StoreService m_store;
    RunService m_runs;
    RunReconciler m_reconciler;
    ModelCatalogue m_catalogue;
};

} // namespace tiebreak
