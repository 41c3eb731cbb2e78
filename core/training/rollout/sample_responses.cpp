#include "training/rollout/sample_responses.h"

#include "sampling/batch_generator.h"
#include "tensor/torch_error.h"

#include <algorithm>

namespace tiebreak {

namespace {

/// Inference weights exist only while responses are drawn: they cost memory and go stale with each update.
class PackedScope {
public:
    PackedScope(Decoder& decoder, std::int64_t width) : m_decoder(decoder) { decoder.packForInference(width); }
    ~PackedScope() { m_decoder.dropInferenceWeights(); }
    PackedScope(const PackedScope&) = delete;
    PackedScope& operator=(const PackedScope&) = delete;

private:
    Decoder& m_decoder;
};

Status addAll(BatchGenerator& generator, std::span<const SampleRequest> requests) {
    for (std::size_t i = 0; i < requests.size(); ++i) {
        const auto& prompt = requests[i].prompt;
        TB_TRY(generator.add(static_cast<std::int64_t>(i), {prompt.begin(), prompt.end()},
                             {requests[i].parameters}));
    }
    return {};
}

SampledResponse take(GeneratedResponse&& response) {
    return {{response.ids.begin(), response.ids.end()},
            response.text.value_or(std::string()),
            response.stop == StopReason::Eos};
}

Result<std::vector<SampledResponse>> drawAll(BatchGenerator& generator,
                                             std::span<const SampleRequest> requests,
                                             const SampleOptions& options) {
    TB_TRY(addAll(generator, requests));
    std::vector<SampledResponse> responses(requests.size());
    while (!generator.idle()) {
        if (options.between)
            TB_TRY(options.between());
        TB_ASSIGN(auto events, generator.step());
        if (!events.failed.empty())
            return events.failed.front().second;
        for (auto& response : events.responses)
            responses[static_cast<std::size_t>(response.key.request)] = take(std::move(response));
    }
    return responses;
}

} // namespace

Result<std::vector<SampledResponse>> sampleResponses(const std::shared_ptr<Decoder>& decoder,
                                                     const std::shared_ptr<const Tokenizer>& tokenizer,
                                                     std::span<const SampleRequest> requests,
                                                     const SampleOptions& options) {
    return guardTorch("sampling responses", [&] {
        const std::int64_t rows =
            std::min(options.mostRows, static_cast<std::int64_t>(requests.size()));
        const PackedScope packed(*decoder, rows);
        BatchGenerator generator(decoder, tokenizer, {rows});
        return drawAll(generator, requests, options);
    });
}

} // namespace tiebreak
