// What stands under a response: what can be counted about it and its place among its siblings. The
// window's thread (tr).
#pragma once

#include "ui/playground/conversation.h"

namespace tiebreak {

/// "34 words  distinct .91 .98  repeats 2 %  2 of 5"; empty for a response that is not over.
QString responseWords(const RowState& row, const Conversation& conversation);

} // namespace tiebreak
