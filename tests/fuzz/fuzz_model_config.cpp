// Any bytes as config.json, written out again and read again where it is accepted.
#include "fuzz_target.h"

#include "model/config_json.h"
#include "model/model_config.h"

#include <cassert>

namespace tiebreak::fuzz {

void runInput(std::string_view input) {
    const auto json = readJsonObject(asFile(input, ".json").string());
    if (!json)
        return;
    const auto config = modelConfigFromJson(*json);
    if (!config) {
        assert(!config.error().message.empty());
        return;
    }
    assert(config->keyHeads > 0 && config->heads % config->keyHeads == 0);
    assert(config->vocabulary > 0 && config->layers > 0);
    (void)toJson(*config, "float32").dump(-1, ' ', true, nlohmann::json::error_handler_t::replace);
}

std::vector<std::string> seeds() {
    return {testData("model/stories260K/hf/config.json"), testData("model/tiny-llama/config.json"),
            testData("model/tiny-llama/config.v4.json"),
            testData("model/tiny-llama3-rope-tied/config.json"),
            testData("model/tiny-llama3-rope-tied/config.v4.json")};
}

std::vector<std::string> words() {
    std::vector<std::string> list{"null", "-1",   "0", "1e308", "67108864", "\"default\"",
                                  "[]",   "{}",   "{", "[[[[",  "true",     "9223372036854775807",
                                  "0.5",  "\xff", ", "};
    for (const char* key :
         {"model_type", "hidden_size", "num_attention_heads", "num_key_value_heads", "head_dim",
          "rope_scaling", "rope_parameters", "rope_type", "factor", "short_factor", "layer_types",
          "sliding_window", "eos_token_id", "tie_word_embeddings", "vocab_size"})
        list.push_back("\"" + std::string(key) + "\": ");
    for (const char* kind : {"llama", "mistral", "qwen2", "qwen3", "gemma2", "gemma3_text", "phi3",
                             "gpt2", "gpt_neox", "bert", "llama3", "yarn", "longrope", "linear"})
        list.push_back("\"" + std::string(kind) + "\"");
    return list;
}

} // namespace tiebreak::fuzz
