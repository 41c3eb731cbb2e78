#include "training/rollout/kl_probe.h"

#include "tensor/torch_error.h"
#include "training/objectives/kl_estimators.h"
#include "training/rollout/sample_responses.h"
#include "training/scoring/sequence_scores.h"

#include <ATen/ops/cat.h>
#include <algorithm>
#include <c10/core/GradMode.h>

namespace tiebreak {

namespace {

using Ids = std::vector<std::int64_t>;

CompletionBatch packAnswers(const std::vector<Ids>& prompts, const std::vector<Ids>& completions,
                            c10::Device device) {
    CompletionBatchBuilder builder;
    for (std::size_t i = 0; i < prompts.size(); ++i)
        builder.addRow(prompts[i], {completions[i]}, {static_cast<std::int64_t>(i)});
    return builder.build(device);
}

at::Tensor statesOf(const Decoder& decoder, const CompletionBatch& batch) {
    return decoder.hiddenStates(batch.input).index_select(0, batch.sources); // [M, D]
}

SampleRequest probeRequest(const Ids& prompt, std::uint64_t seed) {
    SampleRequest request{prompt, {}};
    request.parameters.seed = seed;
    request.parameters.maxNewTokens = kProbeTokens;
    return request;
}

std::string decoded(const std::shared_ptr<const Tokenizer>& tokenizer, const Ids& ids) {
    if (!tokenizer)
        return {};
    const std::vector<TokenId> tokens(ids.begin(), ids.end());
    return tokenizer->decode(tokens, true);
}

} // namespace

KlProbe::KlProbe(std::vector<Ids> prompts, std::uint64_t seed)
    : m_seed(seed) {
    for (auto& prompt : prompts) {
        if (m_prompts.size() == kProbePrompts)
            break;
        if (!prompt.empty() && std::ranges::find(m_prompts, prompt) == m_prompts.end())
            m_prompts.push_back(std::move(prompt));
    }
    for (std::size_t i = 0; !m_prompts.empty() && m_prompts.size() < kProbePrompts; ++i)
        m_prompts.push_back(m_prompts[i]);
}

std::vector<double> exactSequenceKl(const PolicyModel& policy, const ReferenceModel& reference,
                                    const std::vector<Ids>& prompts,
                                    const std::vector<Ids>& completions) {
    const c10::NoGradGuard guard;
    const Decoder& decoder = *policy.decoder;
    const auto batch = packAnswers(prompts, completions, decoder.device());
    const at::Tensor states = statesOf(decoder, batch); // [M, D]
    const ReferenceModel::Scope scope(reference);
    const at::Tensor frozen = statesOf(scope.decoder(), batch); // [M, D]
    const std::int64_t chunk = scoreChunk(decoder.config().vocabulary);
    std::vector<at::Tensor> parts;
    for (std::int64_t at = 0; at < states.size(0); at += chunk) {
        const std::int64_t size = std::min(chunk, states.size(0) - at);
        parts.push_back(exactKl(decoder.logits(states.narrow(0, at, size)).to(at::kFloat),
                                scope.decoder().logits(frozen.narrow(0, at, size)).to(at::kFloat)));
    }
    const at::Tensor sums =
        sumSequences(batch, at::cat(parts)).to(at::kCPU, at::kDouble).contiguous();
    return {sums.const_data_ptr<double>(), sums.const_data_ptr<double>() + sums.numel()};
}

Result<std::vector<ProbeAnswer>>
KlProbe::measure(const PolicyModel& policy, const ReferenceModel* reference,
                 const std::shared_ptr<const Tokenizer>& tokenizer) const {
    if (m_prompts.empty())
        return std::vector<ProbeAnswer>();
    std::vector<SampleRequest> requests;
    for (const auto& prompt : m_prompts)
        requests.push_back(probeRequest(prompt, m_seed + requests.size()));
    TB_ASSIGN(auto responses, sampleResponses(policy.decoder, tokenizer, requests));
    std::vector<Ids> completions;
    for (const auto& response : responses)
        completions.push_back(response.ids);
    std::vector<ProbeAnswer> answers;
    for (std::size_t i = 0; i < m_prompts.size(); ++i)
        answers.push_back({static_cast<std::int64_t>(i),
                           m_seed + i,
                           decoded(tokenizer, m_prompts[i]),
                           responses[i].text,
                           completions[i],
                           {},
                           {}});
    if (!reference)
        return answers;
    TB_ASSIGN(const auto kl, guardTorch("measuring the probe's divergence", [&] {
                  return exactSequenceKl(policy, *reference, m_prompts, completions);
              }));
    for (std::size_t i = 0; i < answers.size(); ++i)
        answers[i].kl = kl[i];
    return answers;
}

} // namespace tiebreak
