// Hugging Face's tokenizer.json: the pipeline is built as the file describes it; a step that is not
// known is refused by name. Free function, any thread.
#pragma once

#include "text/tokenizer.h"
#include "text/tokenizer_settings.h"

namespace tiebreak {

Result<std::shared_ptr<const Tokenizer>> loadTokenizerJson(const std::filesystem::path& path,
                                                           const TokenizerSettings& settings);

} // namespace tiebreak
