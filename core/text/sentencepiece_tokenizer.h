// sentencepiece .model files through libsentencepiece, after a bounded check of the file. Free
// function.
#pragma once

#include "text/tokenizer.h"
#include "text/tokenizer_settings.h"

namespace tiebreak {

/// BOS is added and EOS is not, as Llama's tokenizer does, unless the settings say otherwise.
Result<std::shared_ptr<const Tokenizer>> loadSentencePiece(const std::filesystem::path& path,
                                                           const TokenizerSettings& settings);

} // namespace tiebreak
