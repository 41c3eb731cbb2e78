// Responses of the policy as it is now, all in one decode batch: for probes and for PPO's rollouts. The decoder's
// thread; blocks until all are done.
#pragma once

#include "model/decoder.h"
#include "protocol/sampling_parameters.h"
#include "text/tokenizer.h"

#include <functional>
#include <memory>
#include <span>
#include <vector>

namespace tiebreak {

struct SampleRequest {
    std::vector<std::int64_t> prompt;
    SamplingParameters parameters; ///< the seed decides the response
};

struct SampledResponse {
    std::vector<std::int64_t> ids; ///< with the EOS that ended it
    std::string text;              ///< without special tokens; empty without a tokenizer
    bool endedItself = false;      ///< EOS, not the length
};

struct SampleOptions {
    std::int64_t mostRows = 32;     ///< that decode together
    std::function<Status()> between; ///< asked after each token; an error ends sampling. May be empty.
};

/// In the order of the requests. Packs the decoder's weights for inference and drops them again.
Result<std::vector<SampledResponse>> sampleResponses(const std::shared_ptr<Decoder>& decoder,
                                                     const std::shared_ptr<const Tokenizer>& tokenizer,
                                                     std::span<const SampleRequest> requests,
                                                     const SampleOptions& options = {});

} // namespace tiebreak
