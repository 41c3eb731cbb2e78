#include "model/save_model.h"

#include "base/atomic_file.h"
#include "files/safetensors.h"
#include "tensor/dtype.h"
#include "tensor/span_tensor.h"
#include "text/save_tokenizer.h"

#include <ATen/ATen.h>
#include <algorithm>

namespace tiebreak {

namespace {

namespace fs = std::filesystem;

nlohmann::json generationConfig(const nlohmann::json& config) {
    nlohmann::json json = nlohmann::json::object();
    for (const char* key : {"eos_token_id", "bos_token_id", "pad_token_id"})
        if (!config.at(key).is_null())
            json[key] = config.at(key);
    return json;
}

Status writeWeights(const Decoder& decoder, const fs::path& path) {
    std::vector<at::Tensor> held;
    std::vector<TensorSpan> spans;
    for (const auto& [name, tensor] : decoder.namedWeights()) {
        held.push_back(tensor.detach().cpu().contiguous());
        TB_ASSIGN(auto span, spanOfTensor(name, held.back()));
        spans.push_back(std::move(span));
    }
    return writeSafetensors(path, spans, {{"format", "pt"}});
}

/// Divisors out of a GGUF have no key in config.json; the four numbers they were made from are not
/// in the file.
Status checkRopeCanBeWritten(const ModelConfig& config) {
    const bool written =
        std::all_of(config.rotaries.begin(), config.rotaries.end(),
                    [](const auto& rotary) { return rotary.scaling.frequencyDivisors.empty(); });
    if (written)
        return {};
    return Error{
        ErrorCode::Unsupported,
        "saving as a Hugging Face folder: rope_freqs.weight of a GGUF has no place in config.json",
        {},
        {}};
}

} // namespace

Status saveModel(const Decoder& decoder, const fs::path& tokenizer, const fs::path& folder) {
    TB_TRY(checkRopeCanBeWritten(decoder.config()));
    std::error_code failed;
    fs::create_directories(folder, failed);
    if (failed)
        return errnoError("making the folder", folder.string(), failed.value());
    const auto dtype = decoder.weights().embedding.scalar_type();
    const auto config = toJson(decoder.config(), dtypeName(dtype));
    TB_TRY(writeWeights(decoder, folder / "model.safetensors"));
    TB_TRY(
        writeFileAtomically(folder / "generation_config.json", generationConfig(config).dump(2)));
    TB_TRY(saveTokenizer(tokenizer, folder));
    return writeFileAtomically(folder / "config.json", config.dump(2));
}

} // namespace tiebreak
