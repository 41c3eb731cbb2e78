// Normalizers, pre-tokenizers and decoders out of tokenizer.json. Used by tokenizer_json.cpp alone.
#pragma once

#include "text/text_step.h"

#include <nlohmann/json.hpp>

namespace tiebreak {

Status addNormalizers(const nlohmann::json& description, std::vector<Normalizer>& steps);
Status addPreTokenizers(const nlohmann::json& description, std::vector<PreTokenizer>& steps);

/// How a piece becomes text, gathered from the decoder's steps.
struct PieceDecoder {
    bool byteLevel = false;
    bool byteFallback = false;
    bool stripLeadingSpace = false;
    std::vector<std::pair<std::string, std::string>> replacements;

    std::string textOf(const std::string& piece) const;
};

Status readDecoder(const nlohmann::json& description, PieceDecoder& decoder);

/// value(key) of the wanted kind, or `otherwise` when the key is absent or null; BadFile for
/// another kind.
Result<std::string> textField(const nlohmann::json& object, const char* key,
                              const char* otherwise = nullptr);
Result<bool> boolField(const nlohmann::json& object, const char* key, bool otherwise);

} // namespace tiebreak
