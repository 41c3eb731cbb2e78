// Settings as JSON, format 1. Free functions on values, any thread.
#pragma once

#include "base/result.h"
#include "ui/services/settings_service.h"

#include <nlohmann/json.hpp>

namespace tiebreak {

inline constexpr int kSettingsFormat = 1;

/// TooNew for a newer format; a value out of its range falls back to the default.
Result<Settings> settingsFromJson(const nlohmann::json& json);
/// Writes into `base`, so that keys of other versions survive.
nlohmann::json toJson(const Settings& settings, nlohmann::json base);

} // namespace tiebreak
