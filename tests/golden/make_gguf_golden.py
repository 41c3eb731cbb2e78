"""Tiny random models of every architecture GGUF has, converted by llama.cpp's own converter, and the logits
transformers computes from them: what the names, the order of rows and the metadata keys of each mean.

usage: make_gguf_golden.py LLAMA_CPP OUT [NAME…]     (needs torch, transformers, safetensors, sentencepiece)
LLAMA_CPP is llama.cpp's source (vendor/llama.cpp of the llama-cpp-python source package); OUT is tests/data/model/gguf.
"""
import json
import sys
import tempfile
from pathlib import Path

import torch
import transformers as t
from safetensors.torch import save_file

sys.path.insert(0, sys.argv[1])
sys.path.insert(1, sys.argv[1] + "/gguf-py")
from make_architecture_golden import GPT2, NEOX, SMALL, factors, fill, rope  # noqa: E402

import gguf  # noqa: E402
from conversion import get_model_class  # noqa: E402

MODELS = {
    "llama": (t.LlamaConfig, t.LlamaForCausalLM, SMALL | {"head_dim": 12, "attention_bias": True, "tie_word_embeddings": True}
              | rope("linear", factor=4.0, rope_theta=50000.0)),
    "llama3": (t.LlamaConfig, t.LlamaForCausalLM, SMALL | {"head_dim": 16} | rope(
        "llama3", factor=8.0, rope_theta=500000.0, low_freq_factor=1.0, high_freq_factor=4.0,
        original_max_position_embeddings=32)),
    "llama-yarn": (t.LlamaConfig, t.LlamaForCausalLM, SMALL | {"head_dim": 16} | rope(
        "yarn", factor=4.0, rope_theta=10000.0, original_max_position_embeddings=16)),
    "mistral": (t.MistralConfig, t.MistralForCausalLM, SMALL | {"sliding_window": None}),
    "qwen2": (t.Qwen2Config, t.Qwen2ForCausalLM, SMALL),
    "qwen3": (t.Qwen3Config, t.Qwen3ForCausalLM, SMALL | {"head_dim": 12}),
    "smollm3": (t.SmolLM3Config, t.SmolLM3ForCausalLM, SMALL | {"num_hidden_layers": 4}),
    "gemma": (t.GemmaConfig, t.GemmaForCausalLM, SMALL | {"head_dim": 12, "num_key_value_heads": 1}),
    "gemma2": (t.Gemma2Config, t.Gemma2ForCausalLM, SMALL | {"head_dim": 12, "query_pre_attn_scalar": 12, "sliding_window": 5,
               "attn_logit_softcapping": 0.9, "final_logit_softcapping": 1.5}),
    "gemma3": (t.Gemma3TextConfig, t.Gemma3ForCausalLM, SMALL | {"head_dim": 12, "query_pre_attn_scalar": 12,
               "num_hidden_layers": 6, "sliding_window": 6,
               "rope_parameters": {"full_attention": {"rope_type": "linear", "factor": 8.0, "rope_theta": 50000.0},
                                   "sliding_attention": {"rope_type": "default", "rope_theta": 10000.0}}}),
    "phi3": (t.Phi3Config, t.Phi3ForCausalLM, SMALL | {"sliding_window": 7} | rope("default", rope_theta=3000.0)),
    "phi3-longrope": (t.Phi3Config, t.Phi3ForCausalLM, SMALL | {"original_max_position_embeddings": 20} | rope(
        "longrope", rope_theta=10000.0, short_factor=factors(4, 0.05), long_factor=factors(4, 0.9))),
    "gpt2": (t.GPT2Config, t.GPT2LMHeadModel, GPT2),
    "gptneox": (t.GPTNeoXConfig, t.GPTNeoXForCausalLM, NEOX | rope("default", rope_theta=10000.0, partial_rotary_factor=0.5)),
    "gptneox-sequential": (t.GPTNeoXConfig, t.GPTNeoXForCausalLM, NEOX | {"use_parallel_residual": False}
                           | rope("default", rope_theta=10000.0, partial_rotary_factor=1.0)),
}


def convert(folder, architecture, out):
    converter = get_model_class(architecture)
    converter.set_vocab = lambda self: self.gguf_writer.add_eos_token_id(2)  # there is no tokenizer
    model = converter(folder, gguf.LlamaFileType.ALL_F32, out)
    # Keys of transformers 4 that the converter asks for:
    model.hparams.setdefault("n_ctx", model.hparams.get("n_positions"))
    model.hparams.setdefault("rotary_pct", model.rope_parameters.get("partial_rotary_factor"))
    model.write()


def make(name, entry, out):
    config_class, model_class, options = entry
    torch.manual_seed(7)
    config = config_class(**json.loads(json.dumps(options)))
    config._attn_implementation = "eager"
    model = fill(model_class(config).to(torch.float32))
    ids = torch.randint(6, 64, (1, 24))
    with torch.no_grad():
        logits = model(input_ids=ids).logits
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        model.save_pretrained(folder)
        written = json.loads((folder / "config.json").read_text())
        (folder / "tokenizer.json").write_text(json.dumps(
            {"model": {"vocab": {str(i): i for i in range(64)}}, "added_tokens": []}))
        convert(folder, written["architectures"][0], out / f"{name}.gguf")
    save_file({"input_ids": ids, "logits": logits.contiguous()}, out / f"{name}.golden.safetensors")
    print(name)


def main():
    out = Path(sys.argv[2])
    out.mkdir(parents=True, exist_ok=True)
    for name, entry in MODELS.items():
        if not sys.argv[3:] or name in sys.argv[3:]:
            make(name, entry, out)


if __name__ == "__main__":
    main()
