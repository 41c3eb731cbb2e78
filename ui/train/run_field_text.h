// A parameter's value as text in a field, and back; its place in a run.json document. Pure
// functions, any thread.
#pragma once

#include "base/result.h"
#include "ui/train/run_field.h"

#include <nlohmann/json.hpp>

namespace tiebreak {

/// "5e-6", "0.1", "512", "sigmoid, sft"; empty for nothing. As short as it reads back equal.
QString textOfValue(const RunField& field, const nlohmann::json& value);

/// The value typed; null for nothing. What is wrong comes in words: "Learning rate is 7. Use a
/// number from 0 to 1."
Result<nlohmann::json> valueFromText(const RunField& field, const QString& text);

/// The value at the field's place; null where there is none.
nlohmann::json valueIn(const nlohmann::json& document, const RunField& field);
/// Null takes the key away, so that its default holds; a section that is null stays null.
void setValueIn(nlohmann::json& document, const RunField& field, const nlohmann::json& value);

/// The key that an error of run.json's reader names: "'dpo.beta' is 0 …" gives "dpo.beta".
QString keyNamedBy(const Error& error);

} // namespace tiebreak
