// The tokenizer that tokenizer.json describes: normalizer, pre-tokenizers, model, decoder.
// Immutable but for a word cache under its own lock.
#pragma once

#include "text/decode_step.h"
#include "text/text_step.h"
#include "text/vocabulary.h"
#include "text/word_model.h"

#include <mutex>
#include <shared_mutex>

namespace tiebreak {

struct Pipeline {
    std::vector<Normalizer> normalizers;
    std::vector<PreTokenizer> preTokenizers;
    std::unique_ptr<const WordModel> model;
    std::vector<AddedToken> normalizedTokens; ///< found behind the normalizers; text is normal
    std::vector<DecodeStepFactory> decoder;
};

Result<std::string> normalize(const std::vector<Normalizer>& steps, std::string text);

class PipelineTokenizer final : public VocabularyTokenizer {
public:
    PipelineTokenizer(Vocabulary vocabulary, std::vector<AddedToken> added, Pipeline pipeline);
    std::unique_ptr<TextStream> stream(bool keepSpecial) const override;

protected:
    Status encodePlain(const Stretch& stretch, std::vector<TokenId>& ids) const override;

private:
    Result<std::vector<Word>> wordsOf(std::string_view normal, bool first) const;
    Status appendWords(std::string_view normal, bool first, std::vector<TokenId>& ids) const;
    Status appendWord(const std::string& word, std::vector<TokenId>& ids) const;

    Pipeline m_pipeline;
    AddedTokenFinder m_normalizedTokens;
    mutable std::shared_mutex m_lock;
    mutable std::unordered_map<std::string, std::vector<TokenId>> m_cache;
};

} // namespace tiebreak
