#include "sampling/batch_generator.h"

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
    , m_rules(rulesOf(m_decoder->config(), std::move(tokenizer)))
    , m_cache(m_decoder->makeCache(m_options.mostRows, kFirstCapacity)) {}

Status BatchGenerator::add(std::int64_t request, std::vector<TokenId> prompt,
                           const std::vector<SamplingParameters>& rows) {
    TB_TRY(validatePrompt(prompt, m_rules));
    for (const SamplingParameters& parameters : rows) {
        TB_TRY(validate(parameters));
        if (!parameters.stop.empty() && !m_rules.tokenizer)
            return Error{ErrorCode::BadArgument, "stop: needs a tokenizer, and the model has none",
                         "", nullptr};
    }
    return guardTorch("making room for a prompt", [&] {
        const auto state = promptFor(std::move(prompt));
        for (int i = 0; i < static_cast<int>(rows.size()); ++i)
            m_waiting.push_back({ResponseRow({request, i}, rows[static_cast<std::size_t>(i)],
                                             state->ids(), m_rules),
                                 state});
    });
}

std::shared_ptr<PromptState> BatchGenerator::promptFor(std::vector<TokenId> ids) {
    for (const Waiting& waiting : m_waiting)
        if (waiting.prompt->ids() == ids)
            return waiting.prompt;
    return std::make_shared<PromptState>(std::move(ids));
}

void BatchGenerator::cancel(std::int64_t request) {
    bool any = false;
    const auto end = [&](ResponseRow& row) {
        if (row.key().request != request || row.finished())
            return;
        row.cancel();
        m_pending.responses.push_back(row.take());
        any = true;
    };
    std::for_each(m_active.begin(), m_active.end(), end);
    for (Waiting& waiting : m_waiting)
        end(waiting.row);
    std::erase_if(m_waiting, [](const Waiting& waiting) { return waiting.row.finished(); });
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
    const auto rows = static_cast<std::int64_t>(m_active.size());
    at::Tensor ids = at::empty({rows}, at::kLong); // [W]
    auto* id = ids.mutable_data_ptr<std::int64_t>();
    for (const ResponseRow& row : m_active)
        *id++ = row.lastToken();
    StepOptions options;
    options.fixedWidth = m_options.repeatable ? kRepeatableWidth : 0;
    const at::Tensor logits = m_decoder->step(ids.to(m_decoder->device()), m_cache, options)
                                  .to(at::kCPU)
                                  .contiguous(); // [W, V]
    const float* row = logits.const_data_ptr<float>();
    for (ResponseRow& active : m_active) {
        if (!active.finished()) // by a failure of its request
            advance(active, {row, static_cast<std::size_t>(m_rules.vocabulary)}, events);
        row += m_rules.vocabulary;
    }
    dropFinished();
}

void BatchGenerator::computePrompts(StepEvents& events) {
    std::int64_t budget = PromptState::kPieceLength;
    const auto soon = std::min(freePlaces(), static_cast<std::int64_t>(m_waiting.size()));
    for (std::int64_t i = 0; i < soon && budget > 0; ++i) {
        const Waiting& waiting = m_waiting[static_cast<std::size_t>(i)];
        PromptState& prompt = *waiting.prompt;
        while (!prompt.ready() && budget > 0) {
            budget -= prompt.computePiece(*m_decoder);
            events.prompts.push_back(
                {waiting.row.key().request, prompt.computed(), prompt.length()});
        }
    }
}

void BatchGenerator::admit(StepEvents& events) {
    while (freePlaces() > 0 && !m_waiting.empty() && m_waiting.front().prompt->ready()) {
        Waiting next = std::move(m_waiting.front());
        m_waiting.pop_front();
        if (!advance(next.row, next.prompt->logits(), events))
            continue;
        next.prompt->joinAsRow(m_cache);
        m_active.push_back(std::move(next.row));
    }
}

bool BatchGenerator::advance(ResponseRow& row, std::span<const float> logits, StepEvents& events) {
    auto token = row.advance(logits);
    if (!token) {
        fail(row.key().request, token.error(), events);
        return false;
    }
    events.tokens.push_back(std::move(*token));
    if (row.finished())
        finish(row, events);
    return !row.finished();
}

void BatchGenerator::finish(ResponseRow& row, StepEvents& events) {
    events.responses.push_back(row.take());
    if (!lives(row.key().request))
        events.done.push_back(row.key().request);
}

void BatchGenerator::fail(std::int64_t request, const Error& error, StepEvents& events) {
    for (ResponseRow& row : m_active)
        if (row.key().request == request)
            row.cancel();
    std::erase_if(m_waiting, [request](const Waiting& waiting) {
        return waiting.row.key().request == request;
    });
    events.failed.emplace_back(request, error);
}

void BatchGenerator::dropFinished() {
    std::vector<std::int64_t> kept;
    for (std::size_t i = 0; i < m_active.size(); ++i)
        if (!m_active[i].finished())
            kept.push_back(static_cast<std::int64_t>(i));
    if (kept.size() == m_active.size())
        return;
    m_cache.keepRows(kept);
    std::erase_if(m_active, [](const ResponseRow& row) { return row.finished(); });
}

bool BatchGenerator::lives(std::int64_t request) const {
    const auto unfinished = [request](const ResponseRow& row) {
        return row.key().request == request && !row.finished();
    };
    return std::any_of(m_active.begin(), m_active.end(), unfinished) ||
           std::any_of(m_waiting.begin(), m_waiting.end(),
                       [&](const Waiting& waiting) { return unfinished(waiting.row); });
}

std::int64_t BatchGenerator::freePlaces() const {
    return m_options.mostRows - static_cast<std::int64_t>(m_active.size());
}

} // namespace tiebreak
