// What a person should know of the rows as tokens: how long they are, whether they end with an EOS,
// whether the better answers are simply longer, and the exact tokens that are trained. Pure
// functions, any thread.
#pragma once

#include "text/tokenizer.h"
#include "training/data/preference_row.h"

#include <nlohmann/json.hpp>
#include <vector>

namespace tiebreak {

/// [{"from","to","rows"}]: rows by tokens of their longer side, in bins whose width doubles.
nlohmann::json lengthHistogram(const std::vector<PreferenceRow>& rows);

/// {"completions","with_eos"}: completions that have one of `eosIds` among their last two tokens
/// (some templates put a newline after it). Empty sides do not count.
nlohmann::json eosFindings(const std::vector<PreferenceRow>& rows,
                           const std::vector<std::int64_t>& eosIds);

/// {"pairs","chosen_longer","mean_chosen","mean_rejected"}: share of the pairs whose chosen side
/// has more tokens (ties count half), and mean tokens; null without pairs.
nlohmann::json lengthBias(const std::vector<PreferenceRow>& rows);

/// The end of the row's prompt and the beginning of its completions, token by token:
/// {"prompt_end":[{"id","piece"}],"chosen":[…],"rejected":[…]}. Without a tokenizer ids alone.
nlohmann::json trainedTokens(const PreferenceRow& row, const Tokenizer* tokenizer);

} // namespace tiebreak
