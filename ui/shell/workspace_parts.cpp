#include "ui/shell/workspace_parts.h"

#include "ui/services/settings_service.h"

namespace tiebreak {

namespace {

ModelChoice choiceOf(const ModelVersionRecord& version) {
    const auto text = [](const std::string& s) { return QString::fromStdString(s); };
    const bool adapter = !version.basePath.empty();
    return {text(version.id), text(version.name), text(adapter ? version.basePath : version.path),
            adapter ? text(version.path) : QString()};
}

} // namespace

WorkspaceParts::WorkspaceParts(WorkspaceService workspace, const QString& engine,
                               const QStringList& engineArguments, SettingsService& settings,
                               const QString& modelsFolder)
    : m_settings(settings)
    , m_modelsFolder(modelsFolder)
    , m_workspace(std::move(workspace))
    , m_engine(engine, engineArguments)
    , m_models(m_engine, settings)
    , m_store(m_workspace.folder())
    , m_runs(QString::fromStdString(m_workspace.folder().string()), engine)
    , m_reconciler(m_runs, m_store)
    , m_catalogue(engine, m_store) {
    // Names of files are enough to start with; the catalogue knows more a moment later.
    m_models.setChoices(modelFilesIn(modelFolders()));
    connect(&m_catalogue, &ModelCatalogue::modelsChanged, this, &WorkspaceParts::offerModels);
    connect(&m_reconciler, &RunReconciler::reconciled, &m_catalogue, &ModelCatalogue::reload);
    connect(&settings, &SettingsService::changed, this,
            [this](const Settings& before, const Settings& now) {
                if (before.modelFolders != now.modelFolders)
                    findModels();
            });
}

Services WorkspaceParts::services() {
    Services services;
    services.settings = &m_settings;
    services.workspace = &m_workspace;
    services.engine = &m_engine;
    services.models = &m_models;
    services.catalogue = &m_catalogue;
    services.store = &m_store;
    services.runs = &m_runs;
    return services;
}

QStringList WorkspaceParts::modelFolders() const {
    return QStringList{m_modelsFolder,
                       QString::fromStdString(m_workspace.modelsFolder().string())} +
           m_settings.values().modelFolders;
}

void WorkspaceParts::findModels() {
    m_catalogue.scan(modelFolders());
}

void WorkspaceParts::offerModels() {
    std::vector<ModelChoice> choices;
    for (const auto& version : m_catalogue.models())
        if (version.present)
            choices.push_back(choiceOf(version));
    if (!choices.empty())
        m_models.setChoices(choices);
}

} // namespace tiebreak
