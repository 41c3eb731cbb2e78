// A prompt with the order of its keys kept: templates print messages in the order they were
// written. Free functions of the messages between window and engine, any thread.
#pragma once

#include "protocol/engine_messages.h"

namespace tiebreak {

nlohmann::ordered_json toOrderedJson(const PromptSource& prompt);
Result<PromptSource> promptSourceFromOrderedJson(const nlohmann::ordered_json& json);

} // namespace tiebreak
