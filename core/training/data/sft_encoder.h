// Turns a row of supervised fine-tuning into token ids and what of them is trained, exactly as
// TRL 1.16 does: prompt and completion, a conversation, or plain text. Pure function, any thread.
#pragma once

#include "training/data/row_encoder.h"
#include "training/data/sft_row.h"

namespace tiebreak {

struct SftEncoding {
    std::optional<bool> completionOnly; ///< nothing: where the row has a prompt
    bool assistantOnly = false;         ///< only what {% generation %} marks
};

/// `prompt` and `completion`, `messages`, `text`, or `prompt_ids` and `completion_ids`; not cut.
/// Errors name key and value.
Result<SftRow> encodeSftRow(const RowEncoder& encoder, const nlohmann::ordered_json& row,
                            const SftEncoding& options);

} // namespace tiebreak
