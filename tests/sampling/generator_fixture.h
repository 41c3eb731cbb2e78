// What tests of the generator share: models, a run to the end, and the responses by their keys.
#pragma once

#include "model/load_model.h"
#include "sampling/batch_generator.h"

#include <QtTest>
#include <functional>
#include <map>
#include <tuple>

namespace tiebreak::test {

inline const std::filesystem::path kModels = TIEBREAK_TEST_DATA "/model";

/// A float32 model of tests/data/model, with other end tokens where `ends` are given.
inline std::shared_ptr<Decoder> loadDecoder(const std::filesystem::path& path,
                                            const std::vector<std::int64_t>& ends = {}) {
    LoadOptions options;
    options.dtype = DtypeChoice::Float32;
    auto loaded = loadModel(kModels / path, options);
    if (!loaded)
        qFatal("%s", loaded.error().text().c_str());
    auto decoder = loaded->decoder;
    if (!ends.empty()) {
        ModelConfig config = decoder->config();
        config.eosIds = ends;
        decoder = std::make_shared<Decoder>(config, decoder->weights());
    }
    decoder->packForInference(kRepeatableWidth);
    return decoder;
}

using Responses = std::map<std::tuple<std::int64_t, int, int>, GeneratedResponse>;

/// Steps to the end; `each` sees every step.
inline Responses runAll(BatchGenerator& generator,
                        const std::function<void(const StepEvents&)>& each = {}) {
    Responses responses;
    while (!generator.idle()) {
        auto events = generator.step();
        if (!events)
            qFatal("%s", events.error().text().c_str());
        if (each)
            each(*events);
        for (auto& response : events->responses) {
            const auto key = std::tuple(response.key.request, response.key.row, response.key.rank);
            responses.insert_or_assign(key, std::move(response));
        }
    }
    return responses;
}

} // namespace tiebreak::test
