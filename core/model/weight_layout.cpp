#include "model/weight_layout.h"

#include <map>

namespace tiebreak {

namespace {

WeightLayout llamaLayout() {
    WeightLayout layout;
    layout.base = "model.";
    layout.layer = "layers.";
    layout.embedding = "embed_tokens";
    layout.finalNorm = "norm";
    layout.output = "lm_head";
    layout.inputNorm = "input_layernorm";
    layout.feedForwardNorm = "post_attention_layernorm";
    layout.queryNorm = "self_attn.q_norm";
    layout.keyNorm = "self_attn.k_norm";
    layout.queryKeyValue = {"self_attn.q_proj", "self_attn.k_proj", "self_attn.v_proj"};
    layout.attentionOutput = "self_attn.o_proj";
    layout.gateUp = {"mlp.gate_proj", "mlp.up_proj"};
    layout.down = "mlp.down_proj";
    return layout;
}

WeightLayout phi3Layout() {
    WeightLayout layout = llamaLayout();
    layout.queryKeyValue = {"self_attn.qkv_proj"};
    layout.gateUp = {"mlp.gate_up_proj"};
    return layout;
}

/// Gemma 2 and 3: norms on both sides of attention and feed-forward.
WeightLayout gemma2Layout() {
    WeightLayout layout = llamaLayout();
    layout.postAttentionNorm = "post_attention_layernorm";
    layout.feedForwardNorm = "pre_feedforward_layernorm";
    layout.postFeedForwardNorm = "post_feedforward_layernorm";
    return layout;
}

WeightLayout gpt2Layout() {
    WeightLayout layout;
    layout.base = "transformer.";
    layout.layer = "h.";
    layout.embedding = "wte";
    layout.positions = "wpe";
    layout.finalNorm = "ln_f";
    layout.output = "lm_head";
    layout.inputNorm = "ln_1";
    layout.feedForwardNorm = "ln_2";
    layout.queryKeyValue = {"attn.c_attn"};
    layout.attentionOutput = "attn.c_proj";
    layout.gateUp = {"mlp.c_fc"};
    layout.down = "mlp.c_proj";
    layout.gated = false;
    layout.transposed = true;
    return layout;
}

WeightLayout gptNeoXLayout() {
    WeightLayout layout;
    layout.base = "gpt_neox.";
    layout.layer = "layers.";
    layout.embedding = "embed_in";
    layout.finalNorm = "final_layer_norm";
    layout.output = "embed_out";
    layout.inputNorm = "input_layernorm";
    layout.feedForwardNorm = "post_attention_layernorm";
    layout.queryKeyValue = {"attention.query_key_value"};
    layout.attentionOutput = "attention.dense";
    layout.gateUp = {"mlp.dense_h_to_4h"};
    layout.down = "mlp.dense_4h_to_h";
    layout.gated = false;
    layout.interleaved = true;
    return layout;
}

struct GgufName {
    const char* gguf;
    const char* architecture;
};

constexpr GgufName kGgufNames[] = {
    {"llama", "llama"}, {"qwen2", "qwen2"},     {"qwen3", "qwen3"},        {"smollm3", "smollm3"},
    {"gemma", "gemma"}, {"gemma2", "gemma2"},   {"gemma3", "gemma3_text"}, {"phi3", "phi3"},
    {"gpt2", "gpt2"},   {"gptneox", "gpt_neox"}};

} // namespace

const WeightLayout& hfLayout(const std::string& architecture) {
    static const WeightLayout llama = llamaLayout();
    static const std::map<std::string, WeightLayout> others{{"phi3", phi3Layout()},
                                                            {"gemma2", gemma2Layout()},
                                                            {"gemma3_text", gemma2Layout()},
                                                            {"gpt2", gpt2Layout()},
                                                            {"gpt_neox", gptNeoXLayout()}};
    const auto found = others.find(architecture);
    return found == others.end() ? llama : found->second;
}

WeightLayout ggufLayout(const std::string& architecture) {
    WeightLayout layout = hfLayout(architecture);
    const bool fused = layout.queryKeyValue.size() == 1;
    layout.base = "";
    layout.layer = "blk.";
    layout.embedding = "token_embd";
    layout.positions = layout.positions.empty() ? "" : "position_embd";
    layout.finalNorm = "output_norm";
    layout.output = "output";
    layout.inputNorm = "attn_norm";
    layout.feedForwardNorm = "ffn_norm";
    layout.postAttentionNorm = "post_attention_norm";
    layout.postFeedForwardNorm = "post_ffw_norm";
    layout.queryNorm = "attn_q_norm";
    layout.keyNorm = "attn_k_norm";
    layout.queryKeyValue = fused ? std::vector<std::string>{"attn_qkv"}
                                 : std::vector<std::string>{"attn_q", "attn_k", "attn_v"};
    layout.attentionOutput = "attn_output";
    layout.gateUp = layout.gateUp.size() == 1 ? std::vector<std::string>{"ffn_up"}
                                              : std::vector<std::string>{"ffn_gate", "ffn_up"};
    layout.down = "ffn_down";
    return layout;
}

const char* ggufArchitecture(const std::string& name) {
    for (const auto& known : kGgufNames)
        if (name == known.gguf)
            return known.architecture;
    return nullptr;
}

const char* ggufArchitectureName(const std::string& architecture) {
    if (architecture == "mistral") // llama.cpp has it as a llama; its window is not in the file
        return "llama";
    for (const auto& known : kGgufNames)
        if (architecture == known.architecture)
            return known.gguf;
    return nullptr;
}

std::string knownGgufArchitectures() {
    std::string list;
    for (const auto& known : kGgufNames)
        list += (list.empty() ? "" : ", ") + std::string(known.gguf);
    return list;
}

std::string layerPrefix(const WeightLayout& layout, std::size_t index) {
    return layout.base + layout.layer + std::to_string(index) + ".";
}

} // namespace tiebreak
