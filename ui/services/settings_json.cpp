#include "ui/services/settings_json.h"

namespace tiebreak {

namespace {

using nlohmann::json;

QString textOf(const json& object, const char* key, const QString& otherwise) {
    const auto found = object.find(key);
    return found != object.end() && found->is_string()
               ? QString::fromStdString(found->get<std::string>())
               : otherwise;
}

QString oneOf(const json& object, const char* key, const QStringList& allowed) {
    const auto value = textOf(object, key, allowed.first());
    return allowed.contains(value) ? value : allowed.first();
}

bool flagOf(const json& object, const char* key, bool otherwise) {
    const auto found = object.find(key);
    return found != object.end() && found->is_boolean() ? found->get<bool>() : otherwise;
}

double numberOf(const json& object, const char* key, double lowest, double highest,
                double otherwise) {
    const auto found = object.find(key);
    if (found == object.end() || !found->is_number())
        return otherwise;
    const double value = found->get<double>();
    return value >= lowest && value <= highest ? value : otherwise;
}

QStringList listOf(const json& object, const char* key) {
    QStringList out;
    const auto found = object.find(key);
    if (found == object.end() || !found->is_array())
        return out;
    for (const auto& item : *found)
        if (item.is_string())
            out << QString::fromStdString(item.get<std::string>());
    return out;
}

json toJson(const QStringList& list) {
    auto out = json::array();
    for (const auto& item : list)
        out.push_back(item.toStdString());
    return out;
}

} // namespace

Result<Settings> settingsFromJson(const json& object) {
    if (!object.is_object())
        return Error{ErrorCode::BadFile, "settings: not a JSON object"};
    const double format = numberOf(object, "format", 0, 1e9, 0);
    if (format > kSettingsFormat)
        return Error{ErrorCode::TooNew, "settings: format " + std::to_string(int(format)) +
                                            ", this version reads up to " +
                                            std::to_string(kSettingsFormat)};
    Settings out;
    out.theme = oneOf(object, "theme", {"system", "light", "dark"});
    out.language = oneOf(object, "language", {"", "en", "de"});
    out.fontScale = numberOf(object, "font_scale", 1.0, 2.0, 1.0);
    out.threads = int(numberOf(object, "threads", 0, 1024, 0));
    out.device = oneOf(object, "device", {"auto", "cpu", "cuda"});
    out.modelFolders = listOf(object, "model_folders");
    out.recentWorkspaces = listOf(object, "recent_workspaces");
    out.recentActions = listOf(object, "recent_actions");
    out.model = textOf(object, "model", {});
    out.annotator = textOf(object, "annotator", {});
    out.reduceMotion = flagOf(object, "reduce_motion", out.reduceMotion);
    out.saveOnChoice = flagOf(object, "save_on_choice", out.saveOnChoice);
    out.firstRunDone = flagOf(object, "first_run_done", out.firstRunDone);
    return out;
}

json toJson(const Settings& settings, json base) {
    if (!base.is_object())
        base = json::object();
    base["format"] = kSettingsFormat;
    base["theme"] = settings.theme.toStdString();
    base["language"] = settings.language.toStdString();
    base["font_scale"] = settings.fontScale;
    base["threads"] = settings.threads;
    base["device"] = settings.device.toStdString();
    base["model_folders"] = toJson(settings.modelFolders);
    base["recent_workspaces"] = toJson(settings.recentWorkspaces);
    base["recent_actions"] = toJson(settings.recentActions);
    base["model"] = settings.model.toStdString();
    base["annotator"] = settings.annotator.toStdString();
    base["reduce_motion"] = settings.reduceMotion;
    base["save_on_choice"] = settings.saveOnChoice;
    base["first_run_done"] = settings.firstRunDone;
    return base;
}

} // namespace tiebreak
