// The services of one open workspace, handed to every page. Plain pointers, never null after the
// window is built; the workbench owns them and they outlive every page.
#pragma once

namespace tiebreak {

class EngineClient;
class ModelCatalogue;
class ModelSession;
class RunService;
class SettingsService;
class StoreService;
class WorkspaceService;

struct Services {
    SettingsService* settings = nullptr;
    WorkspaceService* workspace = nullptr;
    EngineClient* engine = nullptr;
    ModelSession* models = nullptr;
    ModelCatalogue* catalogue = nullptr;
    StoreService* store = nullptr;
    RunService* runs = nullptr;
};

} // namespace tiebreak
