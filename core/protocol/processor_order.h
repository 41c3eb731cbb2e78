// The order in which processors change the scores of the next token, and how a person changes it.
// Constant values, any thread.
#pragma once

#include "base/result.h"

#include <string>
#include <vector>

namespace tiebreak {

/// All processors in their usual order: transformers' as far as it has them, then llama.cpp's.
const std::vector<std::string>& processorNames();

/// BadArgument for an unknown name or one that comes twice.
Status validateOrder(const std::vector<std::string>& named);

/// The whole order: the named processors share out among themselves, in the order given, the places
/// they have in the usual order; all others keep theirs. "top_k, temperature" thus moves the
/// temperature behind top-k and nothing else.
std::vector<std::string> wholeOrder(const std::vector<std::string>& named);

} // namespace tiebreak
