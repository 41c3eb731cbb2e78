#include "sampling/batch_generator.h"

#include "sampling/beam_member.h"
#include "sampling/drawn_member.h"
#include "sampling/response_text.h"
#include "tensor/torch_error.h"

#include <ATen/ATen.h>
#include <algorithm>
#include <utility>

namespace tiebreak {

namespace {

constexpr std::int64_t kFirstCapacity = 128; // tokens a row; the cache grows by doubling

ResponseRules rulesOf(const ModelConfig& config, std::shared_ptr<const Tokenizer> tokenizer) {
    ResponseRules rules;
    for (const std::int64_t id : config.eosIds)
        if (id >= 0 && id < config.vocabulary)
            rules.endTokens.push_back(static_cast<TokenId>(id));
    rules.vocabulary = config.vocabulary;
    rules.context = config.context;
    rules.tokenizer = std::move(tokenizer);
    return rules;
}

Error badPrompt(const std::string& message) {
    return {ErrorCode::BadArgument, "prompt: " + message, "", nullptr};
}

Status validatePrompt(const std::vector<TokenId>& prompt, const ResponseRules& rules) {
    if (prompt.empty())
        return badPrompt("has no tokens, and the tokenizer has no BOS to begin with");
    if (static_cast<std::int64_t>(prompt.size()) >= rules.context)
        return badPrompt(std::to_string(prompt.size()) + " tokens, but the model's context is " +
                         std::to_string(rules.context) + " with the response");
    for (const TokenId id : prompt)
        if (id < 0 || id >= rules.vocabulary)
            return badPrompt("token id " + std::to_string(id) + " is outside the vocabulary of " +
                             std::to_string(rules.vocabulary));
    return {};
}

Status validateText(std::size_t prompt, std::span<const TokenId> ids, const ResponseRules& rules) {
    if (ids.empty())
        return Error{ErrorCode::BadArgument, "ids: there are no tokens to look at", "", nullptr};
    if (static_cast<std::int64_t>(prompt + ids.size()) > rules.context)
        return Error{ErrorCode::BadArgument,
                     "ids: " + std::to_string(prompt) + " tokens of the prompt and " +
                         std::to_string(ids.size()) +
                         " of the response, but the model's context is " +
                         std::to_string(rules.context),
                     "", nullptr};
    for (const TokenId id : ids)
        if (id < 0 || id >= rules.vocabulary)
            return Error{ErrorCode::BadArgument,
                         "ids: token id " + std::to_string(id) + " is outside the vocabulary of " +
                             std::to_string(rules.vocabulary),
                         "", nullptr};
    return {};
}

Status validatePrefix(std::size_t prompt, const SamplingParameters& parameters,
                      const ResponseRules& rules) {
    const auto& prefix = parameters.prefixIds;
    if (static_cast<std::int64_t>(prompt + prefix.size()) >= rules.context)
        return Error{ErrorCode::BadArgument,
                     "prefix_ids: " + std::to_string(prefix.size()) +
                         " tokens, but the model's context is " + std::to_string(rules.context) +
                         " with the prompt and what is drawn",
                     "", nullptr};
    for (const TokenId id : parameters.ignoreEos ? std::vector<TokenId>{} : prefix)
        if (std::find(rules.endTokens.begin(), rules.endTokens.end(), id) != rules.endTokens.end())
            return Error{ErrorCode::BadArgument,
                         "prefix_ids: token " + std::to_string(id) +
                             " ends a response; nothing can follow it",
                         "", nullptr};
    return {};
}

GeneratorOptions settled(GeneratorOptions options) {
    if (options.repeatable)
        options.mostRows = kRepeatableWidth;
    return options;
}

} // namespace

BatchGenerator::BatchGenerator(std::shared_ptr<const Decoder> decoder,
                               std::shared_ptr<const Tokenizer> tokenizer, GeneratorOptions options)
    : m_decoder(std::move(decoder))
    , m_options(settled(options))
    , m_model(rulesOf(m_decoder->config(), std::move(tokenizer)))
    , m_ruleTokenizer(m_model)
    , m_cache(m_decoder->makeCache(m_options.mostRows, kFirstCapacity))
    , m_kept(m_options.keptBytes) {}

Status BatchGenerator::add(std::int64_t request, std::vector<TokenId> prompt,
                           const std::vector<SamplingParameters>& rows) {
    TB_TRY(validatePrompt(prompt, m_model));
    std::vector<TokenizedRules> rules;
    for (const SamplingParameters& parameters : rows) {
        TB_TRY(validatePrefix(prompt.size(), parameters, m_model));
        TB_ASSIGN(auto tokenized, m_ruleTokenizer.rulesOf(parameters, prompt));
        rules.push_back(std::move(tokenized));
    }
    return guardTorch("making room for a prompt", [&] {
        for (std::size_t i = 0; i < rows.size(); ++i)
            m_waiting.push_back(
                makeMember({request, static_cast<int>(i)}, rows[i], rules[i], prompt));
    });
}

std::unique_ptr<BatchMember> BatchGenerator::makeMember(ResponseKey key,
                                                        const SamplingParameters& parameters,
                                                        const TokenizedRules& rules,
                                                        const std::vector<TokenId>& prompt) {
    BatchMember::Prompts prompts{promptFor(prompt, parameters.prefixIds)};
    if (parameters.beam.width > 1) {
        const auto shared = std::make_shared<const BeamRules>(
            parameters, rules, m_model, mostTokens(parameters, prompt.size(), m_model));
        return std::make_unique<BeamMember>(
            key, shared, BeamSearch(shared, prompt, m_model.vocabulary), std::move(prompts));
    }
    if (!rules.negativePrompt.empty())
        prompts.push_back(promptFor(rules.negativePrompt, parameters.prefixIds));
    return std::make_unique<DrawnMember>(ResponseRow(key, parameters, prompt, m_model, rules),
                                         std::move(prompts));
}

std::shared_ptr<PromptState> BatchGenerator::promptFor(std::vector<TokenId> ids,
                                                       std::span<const TokenId> given) {
    ids.insert(ids.end(), given.begin(), given.end());
    for (const auto& waiting : m_waiting)
        for (const auto& prompt : waiting->prompts())
            if (prompt->given() == std::ssize(given) && prompt->ids() == ids)
                return prompt;
    // Where prompts are cut into pieces decides their last bits, so Repeatable keeps whole ones.
    const std::int64_t grain = m_options.repeatable ? PromptState::kPieceLength : 1;
    return m_kept.begin(std::move(ids), *m_decoder, {grain, std::ssize(given)});
}

/// Takes over the prompt where it is kept, but for its last token: all logits from there on are
/// wanted.
std::shared_ptr<PromptState> BatchGenerator::textState(std::vector<TokenId> prompt,
                                                       std::span<const TokenId> ids) {
    const auto untilResponse = std::ssize(prompt) - 1;
    prompt.insert(prompt.end(), ids.begin(), ids.end());
    return m_kept.begin(std::move(prompt), *m_decoder, {1, std::ssize(ids), untilResponse});
}

Result<std::unique_ptr<InspectionJob>> BatchGenerator::inspect(std::vector<TokenId> prompt,
                                                               std::vector<TokenId> ids,
                                                               const SamplingParameters& parameters,
                                                               std::int64_t top) {
    TB_TRY(validatePrompt(prompt, m_model));
    TB_TRY(validateText(prompt.size(), ids, m_model));
    TB_ASSIGN(TokenizedRules rules, m_ruleTokenizer.rulesOf(parameters, prompt));
    InspectionJob::Texts texts{textState(prompt, ids), nullptr};
    if (!rules.negativePrompt.empty())
        texts.negative = textState(rules.negativePrompt, ids);
    TokenInspector inspector(parameters, prompt, rules, m_model.vocabulary, top);
    return std::make_unique<InspectionJob>(m_decoder, m_model.tokenizer, std::move(texts),
                                           std::move(inspector),
                                           [this](auto state) { m_kept.keep(std::move(state)); });
}

void BatchGenerator::cancel(std::int64_t request) {
    bool any = false;
    const auto end = [&](BatchMember& member) {
        if (member.request() != request || member.finished())
            return;
        member.cancel();
        for (GeneratedResponse& response : member.take())
            m_pending.responses.push_back(std::move(response));
        any = true;
    };
    for (const auto& member : m_active)
        end(*member);
    for (const auto& member : m_waiting)
        end(*member);
    std::erase_if(m_waiting, [](const auto& member) { return member->finished(); });
    if (any)
        m_pending.done.push_back(request);
}

Result<StepEvents> BatchGenerator::step() {
    return guardTorch("generating", [this] {
        StepEvents events = std::exchange(m_pending, {});
        decode(events);
        computePrompts(events);
        admit(events);
        return events;
    });
}

void BatchGenerator::decode(StepEvents& events) {
    dropFinished(); // of cancel()
    if (m_active.empty())
        return;
    at::Tensor ids = at::empty({m_cache.rows()}, at::kLong); // [W]
    writeTokens({ids.mutable_data_ptr<std::int64_t>(), static_cast<std::size_t>(m_cache.rows())});
    StepOptions options;
    options.fixedWidth = m_options.repeatable ? kRepeatableWidth : 0;
    const at::Tensor logits = m_decoder->step(ids.to(m_decoder->device()), m_cache, options)
                                  .to(at::kCPU)
                                  .contiguous(); // [W, V]
    std::int64_t first = 0;
    for (const auto& member : m_active) {
        const std::size_t size = static_cast<std::size_t>(member->rows() * m_model.vocabulary);
        const float* rows = logits.const_data_ptr<float>() + first * m_model.vocabulary;
        if (!member->finished()) // by a failure of its request
            settle(*member, member->advance({{rows, size}, m_cache, first}, events), events);
        first += member->rows();
    }
    dropFinished();
}

void BatchGenerator::writeTokens(std::span<std::int64_t> ids) const {
    std::size_t first = 0;
    for (const auto& member : m_active) {
        const auto rows = static_cast<std::size_t>(member->rows());
        member->writeTokens(ids.subspan(first, rows));
        first += rows;
    }
}

void BatchGenerator::computePrompts(StepEvents& events) {
    std::int64_t budget = PromptState::kPieceLength;
    std::int64_t rows = 0;
    for (const auto& waiting : m_waiting) {
        if (budget <= 0 || !fits(*waiting, rows))
            return;
        rows += waiting->rows();
        for (const auto& prompt : waiting->prompts())
            while (!prompt->ready() && budget > 0) {
                budget -= prompt->computePiece(*m_decoder);
                events.prompts.push_back(
                    {waiting->request(), prompt->computed(), prompt->length()});
            }
    }
}

bool BatchGenerator::fits(const BatchMember& member, std::int64_t before) const {
    const std::int64_t taken = m_cache.rows() + before;
    // A search wider than the batch has it to itself.
    return taken == 0 || taken + member.rows() <= m_options.mostRows;
}

void BatchGenerator::admit(StepEvents& events) {
    while (!m_waiting.empty() && fits(*m_waiting.front(), 0) && m_waiting.front()->ready()) {
        std::unique_ptr<BatchMember> next = std::move(m_waiting.front());
        m_waiting.pop_front();
        for (const auto& prompt : next->prompts())
            m_kept.keep(prompt);
        settle(*next, next->begin(m_cache, events), events);
        if (!next->finished())
            m_active.push_back(std::move(next));
    }
}

void BatchGenerator::settle(BatchMember& member, const Status& status, StepEvents& events) {
    if (!status)
        return fail(member, status.error(), events);
    if (!member.finished())
        return;
    for (GeneratedResponse& response : member.take())
        events.responses.push_back(std::move(response));
    if (!lives(member.request()))
        events.done.push_back(member.request());
}

void BatchGenerator::fail(BatchMember& failed, const Error& error, StepEvents& events) {
    const std::int64_t request = failed.request();
    failed.cancel();
    for (const auto& member : m_active)
        if (member->request() == request)
            member->cancel();
    std::erase_if(m_waiting,
                  [request](const auto& member) { return member->request() == request; });
    events.failed.emplace_back(request, error);
}

void BatchGenerator::dropFinished() {
    std::vector<std::int64_t> kept;
    std::int64_t row = 0;
    for (const auto& member : m_active) {
        if (member->finished())
            keepFinished(*member, row);
        for (std::int64_t i = 0; i < member->rows(); ++i, ++row)
            if (!member->finished())
                kept.push_back(row);
    }
    if (static_cast<std::int64_t>(kept.size()) == m_cache.rows())
        return;
    m_cache.keepRows(kept);
    std::erase_if(m_active, [](const auto& member) { return member->finished(); });
}

void BatchGenerator::keepFinished(const BatchMember& member, std::int64_t row) {
    // Numbers of decoded tokens differ from those of a computed prompt in the last bits.
    if (!m_kept.enabled() || m_options.repeatable)
        return;
    const auto tokens = member.firstRowTokens();
    const auto length = static_cast<std::size_t>(m_cache.length(row));
    if (tokens.size() < length)
        return;
    // The last token drawn may not be in the cache yet.
    auto known = member.firstRowLogprobs();
    known = known.first(known.size() - std::min(known.size(), tokens.size() - length));
    m_kept.keep(PromptState::ofRow({tokens.begin(), tokens.begin() + std::ptrdiff_t(length)},
                                   m_cache, row, *m_decoder, known));
}

bool BatchGenerator::lives(std::int64_t request) const {
    const auto unfinished = [request](const auto& member) {
        return member->request() == request && !member->finished();
    };
    return std::any_of(m_active.begin(), m_active.end(), unfinished) ||
           std::any_of(m_waiting.begin(), m_waiting.end(), unfinished);
}

} // namespace tiebreak
