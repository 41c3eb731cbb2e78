// What run.json may ask for in this version. A known feature that has not landed is refused here
// and nowhere else; landing one means deleting its line. Pure functions, any thread.
#pragma once

#include "protocol/run_config.h"

#include <string_view>

namespace tiebreak {

/// Unsupported naming the key and value, when the configuration asks for what has not landed. Which
/// dpo losses and divergences can be trained the trainer decides: it knows its objectives.
Status checkAvailable(const RunConfig& config);

/// A method or reward kind of the contract, landed or not.
bool isKnownMethod(std::string_view method);
bool isKnownRewardKind(std::string_view kind);
/// A loss of TRL's DPO trainer.
bool isKnownDpoLoss(std::string_view loss);

} // namespace tiebreak
