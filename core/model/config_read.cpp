#include "model/config_read.h"

#include "model/config_json.h"

#include <cmath>

namespace tiebreak {

namespace {

using Json = nlohmann::json;

/// D / H, where that is a whole number.
Result<std::int64_t> usualHeadSize(const ModelConfig& model, const CommonKeys& keys) {
    if (model.heads < 1 || model.width % model.heads != 0)
        return wrongValue(keys.widthKey, std::to_string(model.width),
                          std::string("a multiple of ") + keys.headsKey + " " +
                              std::to_string(model.heads));
    return model.width / model.heads;
}

Status readHeads(const Json& config, const CommonKeys& keys, ModelConfig& model) {
    TB_ASSIGN(model.heads, integerOr(config, keys.headsKey, std::nullopt));
    model.keyHeads = model.heads;
    if (keys.keyHeadsKey != nullptr) {
        const bool absent = !config.contains(keys.keyHeadsKey);
        TB_ASSIGN(model.keyHeads,
                  integerOr(config, keys.keyHeadsKey,
                            absent && keys.keyHeads > 0 ? keys.keyHeads : model.heads));
    }
    if (keys.headSizeKey != nullptr && isGiven(config, keys.headSizeKey)) {
        TB_ASSIGN(model.headSize, integerOr(config, keys.headSizeKey, std::nullopt));
    } else if (keys.headSizeKey != nullptr && !config.contains(keys.headSizeKey) &&
               keys.headSize > 0) {
        model.headSize = keys.headSize;
    } else {
        TB_ASSIGN(model.headSize, usualHeadSize(model, keys));
    }
    return {};
}

Status readSizes(const Json& config, const CommonKeys& keys, ModelConfig& model) {
    TB_ASSIGN(model.width, integerOr(config, keys.widthKey, std::nullopt));
    TB_ASSIGN(model.layers, integerOr(config, keys.layersKey, std::nullopt));
    TB_TRY(readHeads(config, keys, model));
    const auto usual = keys.feedForwardFactor > 0
                           ? std::optional<std::int64_t>(keys.feedForwardFactor * model.width)
                           : std::nullopt;
    TB_ASSIGN(model.feedForward, integerOr(config, keys.feedForwardKey, usual));
    TB_ASSIGN(model.vocabulary, integerOr(config, "vocab_size", std::nullopt));
    TB_ASSIGN(model.context, integerOr(config, keys.contextKey, keys.context));
    return {};
}

bool endsWith(const std::string& text, const std::string& end) {
    return text.size() >= end.size() &&
           text.compare(text.size() - end.size(), end.size(), end) == 0;
}

/// transformers writes `id2label` only where it is not two labels of no name.
Status readLabels(const Json& config, ModelConfig& model) {
    TB_ASSIGN(model.labels, integerOr(config, "num_labels", 2));
    if (isGiven(config, "id2label") && config.at("id2label").is_object()) {
        const auto& names = config.at("id2label");
        model.labels = static_cast<std::int64_t>(names.size());
        for (std::int64_t i = 0; i < model.labels; ++i) {
            TB_ASSIGN(const auto name, textOr(names, std::to_string(i), ""));
            model.labelNames.push_back(name);
        }
    }
    if (model.labels < 1 || model.labels > 65536)
        return wrongValue("num_labels", std::to_string(model.labels), "1 to 65536");
    return {};
}

} // namespace

Status readCommon(const Json& config, const CommonKeys& keys, ModelConfig& model) {
    TB_TRY(readSizes(config, keys, model));
    TB_TRY(checkConfig(model)); // before anything is made of that many layers
    TB_ASSIGN(model.normEpsilon, numberOr(config, keys.normKey, keys.epsilon));
    if (!(model.normEpsilon >= 0 && model.normEpsilon < 1))
        return wrongValue(keys.normKey, std::to_string(model.normEpsilon), "0 to below 1");
    TB_ASSIGN(model.tiedOutput, booleanOr(config, "tie_word_embeddings", keys.tied));
    TB_ASSIGN(const auto activation, textOr(config, keys.activationKey, keys.activation));
    TB_ASSIGN(model.activation, parseActivation(keys.activationKey, activation));
    const double scale = 1.0 / std::sqrt(static_cast<double>(model.headSize));
    model.attention.assign(static_cast<std::size_t>(model.layers), {0, 0, scale});
    return {};
}

Status readSpecialTokens(const Json& config, ModelConfig& model) {
    TB_ASSIGN(model.eosIds, integersOf(config, "eos_token_id"));
    TB_ASSIGN(const auto bos, integersOf(config, "bos_token_id"));
    TB_ASSIGN(const auto pad, integersOf(config, "pad_token_id"));
    if (!bos.empty())
        model.bosId = bos.front();
    if (!pad.empty() && pad.front() >= 0) // -1 stands for none in some configs
        model.padId = pad.front();
    return {};
}

Status readHead(const Json& config, ModelConfig& model) {
    TB_ASSIGN(const auto classes, textsOf(config, "architectures"));
    const std::string name = classes.empty() ? std::string() : classes.front();
    if (endsWith(name, "ForSequenceClassification"))
        return readLabels(config, model);
    const bool languageModel = name.empty() || endsWith(name, "ForCausalLM") ||
                               endsWith(name, "LMHeadModel") || endsWith(name, "Model") ||
                               endsWith(name, "ForConditionalGeneration");
    if (languageModel && !isEncoder(model))
        return {};
    return Error{ErrorCode::Unsupported,
                 "architectures '" + name + "' is not available in this version; known: …" +
                     (isEncoder(model) ? "" : "ForCausalLM, …LMHeadModel, …") +
                     "ForSequenceClassification",
                 {},
                 {}};
}

} // namespace tiebreak
