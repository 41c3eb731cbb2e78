#include "training/selftest/model_checks.h"

#include "training/data/pair_packing.h"
#include "training/objectives/kl_estimators.h"
#include "training/scoring/sequence_scores.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/abs.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/log_softmax.h>
#include <ATen/ops/max.h>
#include <ATen/ops/tensor.h>
#include <algorithm>
#include <c10/core/GradMode.h>

namespace tiebreak {

namespace {

using Ids = std::vector<std::int64_t>;
using Rows = std::vector<PreferenceRow>;

constexpr std::int64_t kSmallChunk = 7; // no divisor of usual lengths: the last chunk is shorter
constexpr double kKlLimit = 1e-6;       // nats, as the contract asks of kl/probe at step 0

double largest(const at::Tensor& a, const at::Tensor& b) {
    return a.numel() == 0 ? 0 : (a - b).abs().max().item<double>();
}

CompletionBatch packed(const Rows& rows, c10::Device device) {
    std::vector<const PreferenceRow*> pointers;
    for (const auto& row : rows)
        pointers.push_back(&row);
    return packPairs(pointers, device);
}

/// One row a side, filled up to the longest with a token that counts for nothing.
CompletionBatch padded(const Rows& rows, c10::Device device) {
    std::size_t longest = 0;
    for (const auto& row : rows)
        longest =
            std::max(longest, row.prompt.size() + std::max(row.chosen.size(), row.rejected.size()));
    CompletionBatchBuilder builder;
    std::int64_t sequence = 0;
    for (const auto& row : rows)
        for (const Ids* side : {&row.chosen, &row.rejected}) {
            Ids completion = *side;
            completion.resize(longest - row.prompt.size(), 0);
            builder.addRow(row.prompt, {completion}, {sequence++});
        }
    return builder.build(device);
}

/// Which of padded()'s tokens are not filling. // [M] bool
at::Tensor realTokens(const Rows& rows, const CompletionBatch& batch) {
    Ids lengths;
    for (const auto& row : rows)
        for (const Ids* side : {&row.chosen, &row.rejected})
            lengths.push_back(static_cast<std::int64_t>(side->size()));
    const at::Tensor limit = at::tensor(lengths, at::kLong).to(batch.position.device());
    return batch.position < limit.index_select(0, batch.sequence);
}

SequencePass scored(const Decoder& decoder, const CompletionBatch& batch, std::int64_t chunk = 0) {
    PassOptions options;
    options.score.statistics = false;
    options.score.chunk = chunk;
    return passSequences(decoder, batch, options);
}

/// While it lives the decoder has no adapter at all.
class WithoutAdapter {
public:
    explicit WithoutAdapter(Decoder& decoder)
        : m_decoder(decoder) {
        exchange();
    }
    ~WithoutAdapter() { exchange(); }
    WithoutAdapter(const WithoutAdapter&) = delete;
    WithoutAdapter& operator=(const WithoutAdapter&) = delete;

private:
    void exchange() {
        std::size_t i = 0;
        for (auto& layer : m_decoder.weights().layers)
            for (auto& [name, linear] : linearLayers(layer)) {
                m_kept.resize(std::max(m_kept.size(), i + 1));
                std::swap(linear->adapter, m_kept[i++]);
            }
    }
    Decoder& m_decoder;
    std::vector<std::optional<LowRankAdapter>> m_kept;
};

/// While it lives the adapter is off; afterwards as it was.
class AdapterOff {
public:
    explicit AdapterOff(Decoder& decoder)
        : m_decoder(decoder)
        , m_before(decoder.adapterEnabled()) {
        decoder.setAdapterEnabled(false);
    }
    ~AdapterOff() { m_decoder.setAdapterEnabled(m_before); }
    AdapterOff(const AdapterOff&) = delete;
    AdapterOff& operator=(const AdapterOff&) = delete;

private:
    Decoder& m_decoder;
    bool m_before;
};

/// A whole row through the cache, one token at a time after the first. // [n, V] float32
at::Tensor decodedLogits(const Decoder& decoder, const Ids& ids) {
    KvCache cache = decoder.makeCache(1, 4);
    cache.addRow();
    const at::Tensor all = at::tensor(ids, at::kLong).to(decoder.device());
    std::vector<at::Tensor> logits{decoder.prefill(all.narrow(0, 0, 1), cache, 0).unsqueeze(0)};
    for (std::int64_t i = 1; i < all.numel(); ++i)
        logits.push_back(decoder.step(all.narrow(0, i, 1), cache));
    return at::cat(logits);
}

at::Tensor packedLogits(const Decoder& decoder, const Ids& ids) {
    PackedInputBuilder builder;
    builder.addRow(ids);
    return decoder.logits(decoder.hiddenStates(builder.build(decoder.device()))).to(at::kFloat);
}

} // namespace

at::Tensor tokenLogps(const Decoder& decoder, const Rows& rows) {
    return scored(decoder, packed(rows, decoder.device())).tokens.logps;
}

SelfTestCheck batchOfOneCheck(const CheckedModel& model) {
    const c10::NoGradGuard guard;
    std::vector<at::Tensor> alone;
    for (const auto& row : model.rows)
        alone.push_back(tokenLogps(model.decoder, {row}));
    const auto together = tokenLogps(model.decoder, model.rows);
    return {"batch_of_one_equals_batch", largest(at::cat(alone), together), model.limit,
            "log-probabilities of " + std::to_string(model.rows.size()) +
                " rows, each alone and all in one batch,"};
}

SelfTestCheck chunkedCheck(const CheckedModel& model) {
    const c10::NoGradGuard guard;
    const auto batch = packed(model.rows, model.decoder.device());
    const auto pass = scored(model.decoder, batch, kSmallChunk);
    const auto dense =
        at::log_softmax(model.decoder.logits(pass.hidden).to(at::kFloat), -1) // [M, V]
            .gather(1, batch.targets.unsqueeze(1))
            .squeeze(1);
    return {"chunked_equals_dense", largest(pass.tokens.logps, dense), model.limit,
            "log-probabilities in chunks of " + std::to_string(kSmallChunk) +
                " tokens and in one softmax"};
}

SelfTestCheck packedCheck(const CheckedModel& model) {
    const c10::NoGradGuard guard;
    const auto batch = padded(model.rows, model.decoder.device());
    const auto alone = scored(model.decoder, batch)
                           .tokens.logps.masked_select(realTokens(model.rows, batch)); // [M]
    return {"packed_equals_padded", largest(tokenLogps(model.decoder, model.rows), alone),
            model.limit,
            "log-probabilities of packed rows with a shared prompt and of padded rows"};
}

SelfTestCheck adapterOffCheck(const CheckedModel& model) {
    const c10::NoGradGuard guard;
    at::Tensor off, without;
    {
        const AdapterOff scope(model.decoder);
        off = tokenLogps(model.decoder, model.rows);
    }
    {
        const WithoutAdapter scope(model.decoder);
        without = tokenLogps(model.decoder, model.rows);
    }
    return {"adapter_off_equals_base", largest(off, without), 0,
            "log-probabilities with the adapter off and without one"};
}

SelfTestCheck decodedCheck(const CheckedModel& model) {
    const c10::NoGradGuard guard;
    double most = 0;
    for (const bool laidOut : {false, true}) {
        if (laidOut)
            model.decoder.packForInference(1);
        for (const auto& row : model.rows) {
            Ids ids = row.prompt;
            ids.insert(ids.end(), row.chosen.begin(), row.chosen.end());
            const auto cached = at::log_softmax(decodedLogits(model.decoder, ids), -1);
            most = std::max(most,
                            largest(cached, at::log_softmax(packedLogits(model.decoder, ids), -1)));
        }
    }
    model.decoder.dropInferenceWeights();
    return {"decoded_equals_scored", most, model.limit,
            "log-probabilities of the sampler, a token at a time, and of training"};
}

SelfTestCheck klToItselfCheck(const CheckedModel& model, const ReferenceModel* reference) {
    const c10::NoGradGuard guard;
    const auto batch = packed(model.rows, model.decoder.device());
    const auto logits = [&](const Decoder& decoder) { // [M, V] float32
        return decoder.logits(scored(decoder, batch).hidden).to(at::kFloat);
    };
    const at::Tensor now = logits(model.decoder);
    at::Tensor other;
    if (reference) {
        const ReferenceModel::Scope scope(*reference);
        other = logits(scope.decoder());
    } else {
        other = logits(model.decoder);
    }
    const double most = at::abs(exactKl(now, other)).max().item<double>();
    return {"kl_to_itself_is_0", most, kKlLimit,
            reference ? "policy and reference before the first step"
                      : "two passes of the same model"};
}

} // namespace tiebreak
