#include "training/run/policy_model.h"

#include "model/config_json.h"
#include "model/save_model.h"
#include "tensor/device.h"
#include "tensor/torch_error.h"
#include "text/save_tokenizer.h"

namespace tiebreak {

namespace {

namespace fs = std::filesystem;

Result<LoadedModel> load(const RunConfig& config, const fs::path& path,
                         const std::function<bool()>& cancelled) {
    LoadOptions options;
    TB_ASSIGN(options.dtype, parseDtype(config.dtype));
    TB_ASSIGN(options.device, parseDevice(config.device));
    options.cancelled = cancelled;
    options.withOutput = config.method != "reward";
    return loadModel(path, options);
}

bool isRewardAdapter(const fs::path& folder) {
    const auto json = readJsonObject((folder / "adapter_config.json").string());
    return json && json->value("task_type", "") == "SEQ_CLS";
}

/// A reward model may go on from an adapter of a language model or of a reward model; everything
/// else only from the former. The latter's head is put into `scoreHead`.
Result<LoraOptions> loadEither(const RunConfig& config, Decoder& decoder, const fs::path& folder,
                               bool trainable, at::Tensor* scoreHead) {
    if (config.method != "reward" || !isRewardAdapter(folder))
        return loadLora(decoder, folder, trainable);
    TB_ASSIGN(const auto loaded, loadScoringLora(decoder, folder, trainable));
    if (scoreHead)
        *scoreHead = loaded.scoreHead;
    return loaded.options;
}

/// `adapter` of run.json: folded into policy and reference alike, frozen from then on.
Status mergeAdapter(const RunConfig& config, Decoder& decoder, at::Tensor* scoreHead = nullptr) {
    if (config.adapter.empty())
        return {};
    TB_TRY(loadEither(config, decoder, config.adapter, false, scoreHead));
    return mergeLora(decoder);
}

LoraOptions newLora(const RunConfig& config) {
    LoraOptions options;
    options.rank = config.lora->rank;
    options.alpha = config.lora->alpha;
    options.rankStabilised = config.lora->rankStabilised;
    options.dropout = config.lora->dropout;
    options.targets = config.lora->targets;
    options.seed = config.seed;
    return options;
}

Result<LoraOptions> attachAdapter(const RunConfig& config, Decoder& decoder,
                                  at::Tensor& scoreHead) {
    if (!config.lora->init.empty())
        return loadEither(config, decoder, config.lora->init, true, &scoreHead);
    const LoraOptions options = newLora(config);
    TB_TRY(attachLora(decoder, options));
    return options;
}

fs::path tokenizerSource(const RunConfig& config) {
    return config.tokenizer.empty() ? config.model : config.tokenizer;
}

/// Nothing where the model simply has no such file; a broken one is an error.
template <class T>
Result<std::optional<T>> optionalFile(Result<T> result) {
    if (result)
        return std::optional<T>(std::move(*result));
    if (result.error().code == ErrorCode::NotFound)
        return std::optional<T>();
    return result.error();
}

} // namespace

Status PolicyModel::save(const RunConfig& config, const fs::path& folder) const {
    if (lora)
        return saveLora(*decoder, *lora, folder, config.model);
    TB_TRY(saveModel(*decoder, config.model, folder));
    return saveTokenizer(tokenizerSource(config), folder);
}

Result<PolicyModel> loadPolicy(const RunConfig& config, const std::function<bool()>& cancelled) {
    TB_ASSIGN(auto loaded, load(config, config.model, cancelled));
    PolicyModel policy{loaded.decoder, {}, {}};
    TB_TRY(mergeAdapter(config, *policy.decoder, &policy.scoreHead));
    if (config.lora) {
        TB_ASSIGN(policy.lora, attachAdapter(config, *policy.decoder, policy.scoreHead));
    } else {
        TB_TRY(
            guardTorch("making the weights trainable", [&] { policy.decoder->makeTrainable(); }));
    }
    policy.decoder->setTraining(!config.disableDropout);
    policy.decoder->setRecompute(config.gradientCheckpointing);
    return policy;
}

Result<std::shared_ptr<Decoder>> loadFrozen(const RunConfig& config, const fs::path& path) {
    TB_ASSIGN(auto loaded, load(config, path, {}));
    TB_TRY(mergeAdapter(config, *loaded.decoder));
    return loaded.decoder;
}

Result<TextTools> loadTextTools(const RunConfig& config) {
    const fs::path source = tokenizerSource(config);
    TextTools tools;
    auto tokenizer = loadTokenizer(source);
    if (tokenizer)
        tools.tokenizer = std::move(*tokenizer);
    else if (tokenizer.error().code != ErrorCode::NotFound)
        return tokenizer.error();
    TB_ASSIGN(const auto chat, optionalFile(loadChatTemplateSource(source)));
    if (chat) {
        TB_ASSIGN(tools.chatTemplate, ChatTemplate::parse(chat->source));
        tools.rendering.bosToken = chat->bosToken;
        tools.rendering.eosToken = chat->eosToken;
    }
    return tools;
}

RowEncoder TextTools::encoder(const RunConfig& config) const {
    return {tokenizer, chatTemplate, rendering, {config.appendEos, config.maxLength}};
}

} // namespace tiebreak
