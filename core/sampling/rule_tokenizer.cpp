#include "sampling/rule_tokenizer.h"

#include <algorithm>

namespace tiebreak {

namespace {

constexpr std::size_t kMostBreakerSets = 8; // kept at once

Error refused(const char* parameter, const std::string& message) {
    return {ErrorCode::BadArgument, std::string(parameter) + message, "", nullptr};
}

/// Appended, not put in front of the number: GCC 12 would see an overflow that is not there.
std::string valued(std::int64_t value) {
    std::string text(1, ' ');
    text += std::to_string(value);
    return text;
}

} // namespace

Status RuleTokenizer::requireTokenizer(const char* parameter, bool needed) const {
    if (!needed || m_model.tokenizer)
        return {};
    return refused(parameter, ": needs a tokenizer, and the model has none");
}

Status RuleTokenizer::requireKnown(const char* parameter, std::span<const TokenId> ids) const {
    for (const TokenId id : ids)
        if (id < 0 || id >= m_model.vocabulary)
            return refused(parameter, valued(id) + ": outside the vocabulary of " +
                                          std::to_string(m_model.vocabulary));
    return {};
}

Result<RuleTokenizer::Spellings>
RuleTokenizer::spellingsOf(const std::vector<std::string>& texts) const {
    Spellings spellings;
    for (const std::string& text : texts) {
        TB_ASSIGN(auto ids,
                  m_model.tokenizer->encode(text, {.addSpecial = false, .parseSpecial = false}));
        if (!ids.empty() && std::find(spellings.begin(), spellings.end(), ids) == spellings.end())
            spellings.push_back(std::move(ids));
    }
    return spellings;
}

Status RuleTokenizer::addBanned(const SamplingParameters& parameters, TokenizedRules& rules) const {
    rules.banned = parameters.bannedTokens;
    TB_TRY(requireTokenizer("banned_words", !parameters.bannedWords.empty()));
    for (const std::string& word : parameters.bannedWords) {
        TB_ASSIGN(Spellings spellings, spellingsOf({word, " " + word}));
        for (auto& ids : spellings)
            if (std::find(rules.banned.begin(), rules.banned.end(), ids) == rules.banned.end())
                rules.banned.push_back(std::move(ids));
    }
    for (const auto& sequence : rules.banned)
        TB_TRY(requireKnown("banned_tokens", sequence));
    return {};
}

// A tokenizer may put a space in front of every text, so what a forced word becomes is looked at.
Result<RuleTokenizer::Spellings> RuleTokenizer::forcedSpelling(const std::string& word) const {
    std::vector<std::string> texts{word};
    if (word.size() > 1 && word.front() == ' ')
        texts.push_back(word.substr(1));
    TB_ASSIGN(Spellings spellings, spellingsOf(texts));
    TB_ASSIGN(const Spellings before, spellingsOf({"a"}));
    for (const auto& ids : spellings) {
        const auto stream = m_model.tokenizer->stream();
        for (const TokenId id : before.empty() ? std::vector<TokenId>{} : before.front())
            (void)stream->push(id);
        std::string text;
        for (const TokenId id : ids)
            text += stream->push(id);
        text += stream->finish();
        if (text == word)
            return Spellings{ids};
    }
    spellings.resize(std::min<std::size_t>(spellings.size(), 1));
    return spellings;
}

Result<RuleTokenizer::Spellings> RuleTokenizer::spellingsOf(const Intervention& change) const {
    if (!change.ids.empty())
        return Spellings{change.ids};
    TB_TRY(requireTokenizer("interventions", true));
    if (change.kind == InterventionKind::Force)
        return forcedSpelling(change.word);
    return spellingsOf(std::vector<std::string>{change.word, " " + change.word});
}

Status RuleTokenizer::addInterventions(const SamplingParameters& parameters,
                                       TokenizedRules& rules) const {
    for (const Intervention& change : parameters.interventions) {
        TB_ASSIGN(Spellings spellings, spellingsOf(change));
        for (auto& ids : spellings) {
            TB_TRY(requireKnown("interventions", ids));
            rules.interventions.push_back(
                {change.position, change.kind, std::move(ids), change.bias});
        }
    }
    return {};
}

Result<std::vector<TokenId>> RuleTokenizer::negativePrompt(const GuidanceParameters& guidance,
                                                           std::span<const TokenId> prompt) const {
    std::vector<TokenId> ids = guidance.negativeIds;
    TB_TRY(requireTokenizer("negative_prompt", ids.empty() && !guidance.negativePrompt.empty()));
    if (ids.empty() && !guidance.negativePrompt.empty()) {
        TB_ASSIGN(ids, m_model.tokenizer->encode(guidance.negativePrompt));
    }
    if (ids.empty())
        ids.push_back(prompt.back());
    TB_TRY(requireKnown("negative_prompt", ids));
    if (static_cast<std::int64_t>(ids.size()) >= m_model.context)
        return refused("negative_prompt",
                       ": " + std::to_string(ids.size()) + " tokens, but the model's context is " +
                           std::to_string(m_model.context) + " with the response");
    return ids;
}

std::shared_ptr<const DryBreakers>
RuleTokenizer::breakersOf(const std::vector<std::string>& texts) {
    if (texts.empty() || !m_model.tokenizer)
        return nullptr;
    if (m_breakers.size() > kMostBreakerSets)
        m_breakers.clear();
    auto& kept = m_breakers[texts];
    if (!kept)
        kept = std::make_shared<const DryBreakers>(
            DryBreakers::spelling(texts, *m_model.tokenizer, m_model.vocabulary));
    return kept;
}

Result<TokenizedRules> RuleTokenizer::rulesOf(const SamplingParameters& parameters,
                                              std::span<const TokenId> prompt) {
    TB_TRY(validate(parameters));
    TB_TRY(requireTokenizer("stop", !parameters.stop.empty()));
    for (const auto& [id, bias] : parameters.logitBias)
        TB_TRY(requireKnown("logit_bias", {&id, 1}));
    TokenizedRules rules;
    rules.endTokens = m_model.endTokens;
    TB_TRY(addBanned(parameters, rules));
    TB_TRY(addInterventions(parameters, rules));
    TB_TRY(requireKnown("prefix_ids", parameters.prefixIds));
    if (parameters.dry.multiplier > 0)
        rules.dryBreakers = breakersOf(parameters.dry.breakers);
    if (parameters.guidance.scale != 1) {
        TB_ASSIGN(rules.negativePrompt, negativePrompt(parameters.guidance, prompt));
    }
    if (parameters.beam.width > m_model.vocabulary)
        return refused("beam_width", valued(parameters.beam.width) +
                                         ": must be at most the vocabulary of " +
                                         std::to_string(m_model.vocabulary));
    return rules;
}

} // namespace tiebreak
