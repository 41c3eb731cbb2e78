"""Tiny random models of every known architecture with options their fixtures do not have, and what transformers
computes from them: logits, every hidden state, 16 greedy tokens; scores of classifiers.

usage: make_architecture_golden.py OUT [NAME…]     (needs torch, transformers, safetensors)
OUT is tests/data/model/variants for those that are committed; `./tiebreak test peers` makes others with --seed.
"""
import argparse
import json
import random
from pathlib import Path

import torch
import transformers as t
from safetensors.torch import save_file

SMALL = {"vocab_size": 64, "hidden_size": 32, "intermediate_size": 40, "num_hidden_layers": 2, "num_attention_heads": 4,
         "num_key_value_heads": 2, "max_position_embeddings": 64, "pad_token_id": 0, "bos_token_id": 1, "eos_token_id": 2}
NEOX = {k: v for k, v in SMALL.items() if k != "num_key_value_heads"}
GPT2 = {"vocab_size": 64, "n_embd": 32, "n_layer": 3, "n_head": 4, "n_positions": 64, "pad_token_id": 0, "bos_token_id": 1,
        "eos_token_id": 2}
BERT = {"vocab_size": 64, "hidden_size": 32, "intermediate_size": 40, "num_hidden_layers": 2, "num_attention_heads": 4,
        "max_position_embeddings": 40, "pad_token_id": 0}
DISTIL = {"vocab_size": 64, "dim": 32, "hidden_dim": 40, "n_layers": 2, "n_heads": 4, "max_position_embeddings": 40,
          "pad_token_id": 0}


def rope(kind, **more):
    return {"rope_parameters": {"rope_type": kind, **more}}


def factors(n, step):
    return [1 + step * i for i in range(n)]


# name: (configuration class, model class, options, row lengths are [24, 17])
CAUSAL = {
    "llama-linear": (t.LlamaConfig, t.LlamaForCausalLM, SMALL | {"head_dim": 12, "attention_bias": True, "mlp_bias": True,
                     "tie_word_embeddings": True} | rope("linear", factor=4.0, rope_theta=50000.0)),
    "llama-dynamic": (t.LlamaConfig, t.LlamaForCausalLM, SMALL | {"max_position_embeddings": 18, "rms_norm_eps": 1e-5}
                      | rope("dynamic", factor=4.0, rope_theta=10000.0)),
    "llama-yarn": (t.LlamaConfig, t.LlamaForCausalLM, SMALL | {"head_dim": 16, "hidden_act": "gelu"} | rope(
        "yarn", factor=4.0, rope_theta=10000.0, original_max_position_embeddings=16)),
    "llama-yarn-mscale": (t.LlamaConfig, t.LlamaForCausalLM, SMALL | {"head_dim": 16} | rope(
        "yarn", factor=3.0, rope_theta=20000.0, original_max_position_embeddings=20, mscale=0.9, mscale_all_dim=0.4,
        truncate=False, beta_fast=8.0, beta_slow=2.0)),
    "llama-longrope": (t.LlamaConfig, t.LlamaForCausalLM, SMALL | rope(
        "longrope", factor=2.0, rope_theta=10000.0, original_max_position_embeddings=32, short_factor=factors(4, 0.1),
        long_factor=factors(4, 0.7))),
    "mistral-full": (t.MistralConfig, t.MistralForCausalLM, SMALL | {"head_dim": 6, "num_key_value_heads": 1,
                     "sliding_window": None, "hidden_act": "gelu_pytorch_tanh", "tie_word_embeddings": True}
                     | rope("default", rope_theta=1000000.0)),
    "qwen2-windows": (t.Qwen2Config, t.Qwen2ForCausalLM, SMALL | {"num_hidden_layers": 3, "use_sliding_window": True,
                      "sliding_window": 6, "max_window_layers": 1}),
    "qwen3-windows": (t.Qwen3Config, t.Qwen3ForCausalLM, SMALL | {"head_dim": 12, "attention_bias": True,
                      "use_sliding_window": True, "sliding_window": 5, "tie_word_embeddings": True,
                      "layer_types": ["sliding_attention", "full_attention"]}),
    "smollm3": (t.SmolLM3Config, t.SmolLM3ForCausalLM, SMALL | {"num_hidden_layers": 4}),
    "smollm3-windows": (t.SmolLM3Config, t.SmolLM3ForCausalLM, SMALL | {"no_rope_layers": [0, 1], "attention_bias": True,
                        "mlp_bias": True, "use_sliding_window": True, "sliding_window": 7, "tie_word_embeddings": False}
                        | rope("default", rope_theta=500.0)),
    "gemma": (t.GemmaConfig, t.GemmaForCausalLM, SMALL | {"head_dim": 12, "num_key_value_heads": 1, "hidden_act": "gelu",
              "attention_bias": True}),
    "gemma2-plain": (t.Gemma2Config, t.Gemma2ForCausalLM, SMALL | {"head_dim": 12, "query_pre_attn_scalar": 20,
                     "attn_logit_softcapping": None, "final_logit_softcapping": None, "tie_word_embeddings": False,
                     "hidden_activation": "relu", "sliding_window": 5,
                     "layer_types": ["full_attention", "sliding_attention"]}),
    "gemma2-caps": (t.Gemma2Config, t.Gemma2ForCausalLM, SMALL | {"head_dim": 8, "query_pre_attn_scalar": 8,
                    "attn_logit_softcapping": 0.8, "final_logit_softcapping": 1.5, "attention_bias": True,
                    "sliding_window": 4}),
    "gemma3-linear": (t.Gemma3TextConfig, t.Gemma3ForCausalLM, SMALL | {"head_dim": 12, "query_pre_attn_scalar": 30,
                      "num_hidden_layers": 3, "sliding_window": 6, "attention_bias": True, "final_logit_softcapping": 1.2,
                      "layer_types": ["sliding_attention", "full_attention", "sliding_attention"],
                      "rope_parameters": {"full_attention": {"rope_type": "linear", "factor": 8.0, "rope_theta": 50000.0},
                                          "sliding_attention": {"rope_type": "default", "rope_theta": 700.0}}}),
    "phi3-partial": (t.Phi3Config, t.Phi3ForCausalLM, SMALL | {"sliding_window": 7, "tie_word_embeddings": True,
                     "hidden_act": "gelu_new"} | rope("default", rope_theta=3000.0, partial_rotary_factor=0.75)),
    "phi3-longrope": (t.Phi3Config, t.Phi3ForCausalLM, SMALL | {"original_max_position_embeddings": 20} | rope(
        "longrope", rope_theta=10000.0, short_factor=factors(4, 0.05), long_factor=factors(4, 0.9))),
    "gpt2-scales": (t.GPT2Config, t.GPT2LMHeadModel, GPT2 | {"scale_attn_by_inverse_layer_idx": True, "n_inner": 40,
                    "activation_function": "relu", "tie_word_embeddings": False, "layer_norm_epsilon": 1e-3}),
    "gpt2-unscaled": (t.GPT2Config, t.GPT2LMHeadModel, GPT2 | {"scale_attn_weights": False, "activation_function": "gelu"}),
    "gpt-neox-plain": (t.GPTNeoXConfig, t.GPTNeoXForCausalLM, NEOX | {"attention_bias": False, "hidden_act": "relu",
                       "tie_word_embeddings": True} | rope("default", rope_theta=700.0, partial_rotary_factor=1.0)),
    "gpt-neox-linear": (t.GPTNeoXConfig, t.GPTNeoXForCausalLM, NEOX | {"use_parallel_residual": False,
                        "hidden_act": "gelu_fast", "layer_norm_eps": 1e-3}
                        | rope("linear", factor=2.0, rope_theta=10000.0, partial_rotary_factor=0.5)),
}
CLASSIFIERS = {
    "llama-classifier": (t.LlamaConfig, t.LlamaForSequenceClassification, SMALL | {"num_labels": 1}),
    "gemma3-classifier": (t.Gemma3TextConfig, t.Gemma3TextForSequenceClassification, SMALL | {"head_dim": 8, "num_labels": 3,
                          "final_logit_softcapping": 0.5, "sliding_window": 6, "pad_token_id": 5}),
    "gpt2-classifier": (t.GPT2Config, t.GPT2ForSequenceClassification, GPT2),
    "gpt-neox-classifier": (t.GPTNeoXConfig, t.GPTNeoXForSequenceClassification, NEOX | {"num_labels": 4}),
}
ENCODERS = {
    "bert-classifier": (t.BertConfig, t.BertForSequenceClassification, BERT | {"num_labels": 3, "layer_norm_eps": 1e-5}),
    "bert-tanh": (t.BertConfig, t.BertForSequenceClassification, BERT | {"hidden_act": "gelu_new", "type_vocab_size": 3}),
    "distilbert-classifier": (t.DistilBertConfig, t.DistilBertForSequenceClassification, DISTIL),
    "distilbert-relu": (t.DistilBertConfig, t.DistilBertForSequenceClassification, DISTIL | {"activation": "relu",
                        "num_labels": 1}),
    "roberta-classifier": (t.RobertaConfig, t.RobertaForSequenceClassification, BERT | {"num_labels": 2, "pad_token_id": 1,
                           "type_vocab_size": 1}),
}


def fill(model):
    """Weights of a size that makes every option count: norms and biases too."""
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            if parameter.dim() == 1 and "norm" in name.lower() or ".ln_" in name:
                centre = 0.0 if name.endswith("bias") or "Gemma" in type(model).__name__ else 1.0
                parameter.copy_(centre + 0.2 * torch.randn_like(parameter))
            elif parameter.dim() == 1:
                parameter.copy_(0.3 * torch.randn_like(parameter))
            else:
                fan = parameter.shape[0] if "embed" not in name and "GPT2" in type(model).__name__ else parameter.shape[1]
                parameter.copy_(torch.randn_like(parameter) * 1.2 / fan**0.5)
    return model.eval()


def batch(lengths, width, pad, left):
    ids = torch.full((len(lengths), width), pad)
    mask = torch.zeros_like(ids)
    for row, length in enumerate(lengths):
        place = slice(width - length, width) if left[row] else slice(0, length)
        ids[row, place] = torch.randint(6, 64, (length,))
        mask[row, place] = 1
    return {"input_ids": ids, "attention_mask": mask, "position_ids": (mask.cumsum(1) - 1).clamp(min=0)}


def computed(model, inputs):
    with torch.no_grad():
        out = model(**inputs, output_hidden_states=True)
    return {"logits": out.logits} | {f"hidden_{i}": h.clone() for i, h in enumerate(out.hidden_states)}


def greedy(model, ids):
    """16 tokens and the smallest lead any of them had."""
    with torch.no_grad():
        out = model.generate(ids[None], attention_mask=torch.ones_like(ids[None]), max_new_tokens=16, do_sample=False,
                             eos_token_id=None, pad_token_id=0, output_scores=True, return_dict_in_generate=True)
    tops = [score[0].topk(2).values for score in out.scores]
    return out.sequences[0, ids.numel():], min((a - b).item() for a, b in tops)


def causal_golden(model, config):
    inputs = batch([24, 17], 24, config.pad_token_id, [False, True])
    golden = inputs | computed(model, inputs)
    leads = []
    for row, name in ((0, "greedy_row0"), (1, "greedy_row1_unpadded")):
        golden[name], lead = greedy(model, inputs["input_ids"][row][inputs["attention_mask"][row].bool()])
        leads.append(lead)
    return golden, min(leads)


def classifier_golden(model, config):
    inputs = batch([24, 17, 11], 24, config.pad_token_id, [False, True, False])
    return inputs | computed(model, inputs), 1.0


def encoder_golden(model, config):
    inputs = batch([20, 13, 4], 20, config.pad_token_id, [False] * 3)
    kinds = getattr(config, "type_vocab_size", 0)
    if kinds:
        inputs["token_type_ids"] = torch.randint(0, kinds, inputs["input_ids"].shape)
    if config.model_type == "roberta":  # it numbers the tokens that are not pads itself
        inputs.pop("position_ids")
    return inputs | computed(model, inputs), 1.0


# What transformers 4 called these; the values stay.
def version4(config):
    old = {k: v for k, v in config.items() if k not in ("rope_parameters", "dtype", "layer_types")}
    old["torch_dtype"] = "float32"
    given = config.get("rope_parameters")
    if not given:
        return old
    kind = config["model_type"]
    if kind == "gemma3_text":
        old["rope_theta"] = given["full_attention"]["rope_theta"]
        old["rope_local_base_freq"] = given["sliding_attention"]["rope_theta"]
        full = given["full_attention"]
        old["rope_scaling"] = {k: v for k, v in full.items() if k != "rope_theta"} if full["rope_type"] != "default" else None
        old["layer_types"] = config["layer_types"]
        return old
    old["rotary_emb_base" if kind == "gpt_neox" else "rope_theta"] = given["rope_theta"]
    partial = given.get("partial_rotary_factor")
    if partial is not None:
        old["rotary_pct" if kind == "gpt_neox" else "partial_rotary_factor"] = partial
    rest = {k: v for k, v in given.items() if k not in ("rope_theta", "partial_rotary_factor")}
    old["rope_scaling"] = rest if rest["rope_type"] != "default" else None
    if "layer_types" in config and kind in ("qwen3", "gemma2"):
        old["layer_types"] = config["layer_types"]
    return old


def make(name, entry, golden_of, folder, seed):
    config_class, model_class, options = entry
    for attempt in range(50):  # until no greedy token is a tie
        torch.manual_seed(seed + attempt)
        config = config_class(**json.loads(json.dumps(options)))
        config._attn_implementation = "eager"
        model = fill(model_class(config).to(torch.float32))
        golden, lead = golden_of(model, config)
        if lead > 2e-3:
            break
    place = folder / name
    place.mkdir(parents=True, exist_ok=True)
    model.save_pretrained(place)
    (place / "generation_config.json").unlink(missing_ok=True)
    written = json.loads((place / "config.json").read_text())
    (place / "config.v4.json").write_text(json.dumps(version4(written), indent=1) + "\n")
    save_file({k: v.contiguous() for k, v in golden.items()}, place / "golden.safetensors")
    print(name, "lead", round(lead, 4), "logits", round(golden["logits"].std().item(), 2))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("out", type=Path)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    random.seed(arguments.seed)
    for table, golden_of in ((CAUSAL, causal_golden), (CLASSIFIERS, classifier_golden), (ENCODERS, encoder_golden)):
        for name, entry in table.items():
            if not arguments.names or name in arguments.names:
                make(name, entry, golden_of, arguments.out, arguments.seed)


if __name__ == "__main__":
    main()
