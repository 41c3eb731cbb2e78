#include "model/save_model.h"

#include "base/atomic_file.h"
#include "files/safetensors.h"
#include "model/weight_layout.h"
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

/// The decoder's weights, or with a head its trunk and the head.
NamedTensors writtenTensors(const Decoder& decoder, const ScoreHeadFile& head) {
    const auto output = hfLayout(decoder.config().architecture).output + ".weight";
    NamedTensors all;
    for (const auto& named : decoder.namedWeights())
        if (!head.weight.defined() || (named.first != output && named.first != "score.weight"))
            all.push_back(named);
    if (head.weight.defined())
        all.emplace_back("score.weight", head.weight);
    return all;
}

/// config.json of the decoder, told to be a classifier where there is a head.
nlohmann::json writtenConfig(const Decoder& decoder, const ScoreHeadFile& head) {
    const auto dtype = decoder.weights().embedding.scalar_type();
    auto config = toJson(decoder.config(), dtypeName(dtype));
    if (!head.weight.defined())
        return config;
    for (auto& name : config["architectures"]) {
        auto text = name.get<std::string>();
        if (const auto at = text.find("ForCausalLM"); at != std::string::npos)
            name = text.replace(at, std::string("ForCausalLM").size(), "ForSequenceClassification");
    }
    config["id2label"] = {{"0", "LABEL_0"}};
    config["label2id"] = {{"LABEL_0", 0}};
    if (head.padId >= 0)
        config["pad_token_id"] = head.padId;
    return config;
}

Status writeWeights(const NamedTensors& tensors, const fs::path& path) {
    std::vector<at::Tensor> held;
    std::vector<TensorSpan> spans;
    for (const auto& [name, tensor] : tensors) {
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

Status saveModel(const Decoder& decoder, const fs::path& tokenizer, const fs::path& folder,
                 const ScoreHeadFile& head) {
    TB_TRY(checkRopeCanBeWritten(decoder.config()));
    std::error_code failed;
    fs::create_directories(folder, failed);
    if (failed)
        return errnoError("making the folder", folder.string(), failed.value());
    const auto config = writtenConfig(decoder, head);
    TB_TRY(writeWeights(writtenTensors(decoder, head), folder / "model.safetensors"));
    TB_TRY(
        writeFileAtomically(folder / "generation_config.json", generationConfig(config).dump(2)));
    TB_TRY(saveTokenizer(tokenizer, folder));
    return writeFileAtomically(folder / "config.json", config.dump(2));
}

} // namespace tiebreak
