// Normalizers, pre-tokenizers and decoders out of tokenizer.json's descriptions of them.
// Unsupported names what is not known. Free functions, any thread.
#pragma once

#include "text/decode_step.h"
#include "text/text_step.h"

#include <nlohmann/json.hpp>

namespace tiebreak {

Status addNormalizers(const nlohmann::json& description, std::vector<Normalizer>& steps);
Status addPreTokenizers(const nlohmann::json& description, std::vector<PreTokenizer>& steps);
/// Without a description pieces are joined by spaces.
Status addDecoders(const nlohmann::json& description, std::vector<DecodeStepFactory>& steps);

} // namespace tiebreak
