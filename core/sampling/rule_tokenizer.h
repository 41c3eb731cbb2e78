// Checks a response's parameters against the model and turns the texts among them into tokens. One
// a generator, its thread.
#pragma once

#include "base/result.h"
#include "protocol/sampling_parameters.h"
#include "sampling/response_rules.h"
#include "sampling/tokenized_rules.h"

#include <map>
#include <memory>

namespace tiebreak {

class RuleTokenizer {
public:
    explicit RuleTokenizer(ResponseRules model)
        : m_model(std::move(model)) {}

    /// BadArgument for a token id outside the vocabulary, or a text where there is no tokenizer.
    Result<TokenizedRules> rulesOf(const SamplingParameters& parameters,
                                   std::span<const TokenId> prompt);

private:
    using Spellings = std::vector<std::vector<TokenId>>;
    Result<Spellings> spellingsOf(const std::vector<std::string>& texts) const;
    Result<Spellings> spellingsOf(const Intervention& change) const;
    Result<Spellings> forcedSpelling(const std::string& word) const;
    Status addBanned(const SamplingParameters& parameters, TokenizedRules& rules) const;
    Status addInterventions(const SamplingParameters& parameters, TokenizedRules& rules) const;
    Result<std::vector<TokenId>> negativePrompt(const GuidanceParameters& guidance,
                                                std::span<const TokenId> prompt) const;
    std::shared_ptr<const DryBreakers> breakersOf(const std::vector<std::string>& texts);
    Status requireTokenizer(const char* parameter, bool needed) const;
    Status requireKnown(const char* parameter, std::span<const TokenId> ids) const;

    ResponseRules m_model;
    /// Finding them looks at every token of the vocabulary, so they are kept.
    std::map<std::vector<std::string>, std::shared_ptr<const DryBreakers>> m_breakers;
};

} // namespace tiebreak
