"""The engine on random models with random options of every known architecture, against transformers and peft: logits,
hidden states, greedy ids, scores, and adapters written by either side and read by the other.

usage: architectures_against_transformers.py ENGINE WORK [--seed N] [--rounds N] [NAME…]
(needs torch, transformers, peft, safetensors; WORK is a folder for the models). Prints one line a check; exit 1 if one
fails.
"""
import argparse
import json
import random
import subprocess
import sys
from pathlib import Path

import torch
from peft import LoraConfig, PeftModel, get_peft_model
from safetensors.torch import load_file, save_file

import make_architecture_golden as made

TOLERANCE = 1e-4
CHOICES = {
    "num_hidden_layers": [1, 2, 4], "hidden_size": [32, 48], "intermediate_size": [24, 56], "num_attention_heads": [4, 8],
    "num_key_value_heads": [1, 2, 4], "head_dim": [8, 10, 16], "tie_word_embeddings": [True, False],
    "attention_bias": [True, False], "mlp_bias": [True, False], "rms_norm_eps": [1e-6, 1e-5, 1e-2],
    "layer_norm_eps": [1e-5, 1e-2], "layer_norm_epsilon": [1e-5, 1e-2], "hidden_act": ["silu", "gelu", "relu", "gelu_new"],
    "activation_function": ["gelu_new", "relu", "silu", "tanh"], "hidden_activation": ["gelu_pytorch_tanh", "silu", "gelu"],
    "sliding_window": [3, 8, 50], "query_pre_attn_scalar": [5, 16, 64], "attn_logit_softcapping": [None, 0.7, 5.0],
    "final_logit_softcapping": [None, 0.9, 4.0], "use_parallel_residual": [True, False],
    "scale_attn_by_inverse_layer_idx": [True, False], "scale_attn_weights": [True, False], "n_layer": [1, 2, 4],
    "n_embd": [32, 48], "n_inner": [None, 24], "n_head": [2, 4], "max_window_layers": [0, 1],
}


def varied(name, entry, source):
    """The entry with some of the options its configuration has drawn anew."""
    config_class, model_class, options = entry
    known = config_class().to_dict()
    options = json.loads(json.dumps(options))
    scaled = options.get("rope_parameters", {}).get("short_factor") is not None
    for key, values in CHOICES.items():
        fixed = key in ("head_dim", "num_attention_heads", "hidden_size") and scaled
        if key not in known or fixed or source.random() < 0.4 or (key == "sliding_window" and key not in options):
            continue
        options[key] = source.choice(values)
    options.pop("layer_types", None)
    options.pop("no_rope_layers", None)
    rope = options.get("rope_parameters", {})
    if "rope_theta" in rope:
        rope["rope_theta"] = source.choice([500.0, 10000.0, 1000000.0])
    return config_class, model_class, options


def run(*arguments):
    done = subprocess.run([str(a) for a in arguments], capture_output=True, text=True)
    if done.returncode != 0:
        raise RuntimeError(done.stderr.strip())
    return [json.loads(line) for line in done.stdout.splitlines()]


def forward(engine, folder, adapter=None):
    out = folder / "out.safetensors"
    extra = ["--adapter", adapter] if adapter else []
    run(engine, "forward", "--model", folder, "--dtype", "float32", "--device", "cpu", "--hidden-states", "--input",
        folder / "golden.safetensors", "--output", out, *extra)
    return load_file(out)


def worst(ours, golden):
    mask = golden["attention_mask"].bool()
    return max((ours[k][mask] - golden[k][mask]).abs().max().item() if golden[k].dim() == 3
               else (ours[k] - golden[k]).abs().max().item() for k in ours)


def greedy_matches(engine, folder, golden):
    rows = [ids[mask.bool()].tolist() for ids, mask in zip(golden["input_ids"], golden["attention_mask"])]
    prompts = folder / "prompts.jsonl"
    prompts.write_text("".join(json.dumps({"token_ids": row}) + "\n" for row in rows))
    lines = run(engine, "generate", "--model", folder, "--dtype", "float32", "--device", "cpu", "--greedy", "--ignore-eos",
                "--max-new-tokens", 16, "--prompts", prompts)
    return [line["ids"] for line in lines] == [golden[k].tolist() for k in ("greedy_row0", "greedy_row1_unpadded")]


def peft_adapter(folder, model_class, golden):
    """An adapter on every linear layer, written by peft, and its logits."""
    model = model_class.from_pretrained(folder, dtype=torch.float32, attn_implementation="eager")
    config = LoraConfig(r=4, lora_alpha=8, target_modules="all-linear", task_type="CAUSAL_LM")
    model = get_peft_model(model, config).eval()
    torch.manual_seed(1)
    for name, parameter in model.named_parameters():
        if "lora_B" in name:
            torch.nn.init.normal_(parameter, std=0.1)
    model.save_pretrained(folder / "peft")
    return logits(model, golden)


def logits(model, golden):
    with torch.no_grad():
        return model(**{k: golden[k] for k in ("input_ids", "attention_mask", "position_ids")}).logits


def trained_adapter(engine, folder):
    """An adapter trained here for three steps."""
    rows = [{"prompt_ids": [7, 8, 9], "completion_ids": [10 + i, 11, 12]} for i in range(8)]
    (folder / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    (folder / "run.json").write_text(json.dumps({
        "format": 1, "method": "sft", "model": str(folder), "data": "rows.jsonl", "dtype": "float32", "device": "cpu",
        "lora": {"rank": 4, "alpha": 8}, "learning_rate": 0.05, "max_steps": 3, "append_eos": False}))
    run(engine, "train", "--config", folder / "run.json", "--out", folder / "run")
    return folder / "run/checkpoints" / (folder / "run/checkpoints/latest").read_text().strip()


def check(engine, folder, entry, seed):
    table = next(t for t in (made.CAUSAL, made.CLASSIFIERS, made.ENCODERS) if folder.name.split(".")[0] in t)
    golden_of = {id(made.CAUSAL): made.causal_golden, id(made.CLASSIFIERS): made.classifier_golden,
                 id(made.ENCODERS): made.encoder_golden}[id(table)]
    made.make(folder.name, entry, golden_of, folder.parent, seed)
    golden = load_file(folder / "golden.safetensors")
    results = {"forward": worst(forward(engine, folder), golden) < TOLERANCE}
    whole = (folder / "config.json").read_text()
    (folder / "config.json").write_text((folder / "config.v4.json").read_text())
    results["forward, old keys"] = worst(forward(engine, folder), golden) < TOLERANCE
    (folder / "config.json").write_text(whole)
    if "greedy_row0" not in golden:
        return results
    results["greedy"] = greedy_matches(engine, folder, golden)
    theirs = peft_adapter(folder, entry[1], golden)
    mask = golden["attention_mask"].bool()
    ours = forward(engine, folder, folder / "peft")["logits"]
    results["adapter of peft"] = (ours[mask] - theirs[mask]).abs().max().item() < TOLERANCE
    try:
        adapter = trained_adapter(engine, folder)
    except RuntimeError as error:
        if "not available in this version" not in str(error):
            raise
        return results
    model = PeftModel.from_pretrained(
        entry[1].from_pretrained(folder, dtype=torch.float32, attn_implementation="eager"), adapter).eval()
    theirs, ours = logits(model, golden), forward(engine, folder, adapter)["logits"]
    results["adapter trained here"] = (ours[mask] - theirs[mask]).abs().max().item() < TOLERANCE
    return results


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("engine", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--rounds", type=int, default=1)
    arguments = parser.parse_args()
    source = random.Random(arguments.seed)
    failed = 0
    for round_ in range(arguments.rounds):
        for name, entry in (made.CAUSAL | made.CLASSIFIERS | made.ENCODERS).items():
            if arguments.names and name not in arguments.names:
                continue
            folder = arguments.work / f"{name}.{round_}"
            entry = varied(name, entry, source)
            try:
                results = check(arguments.engine, folder, entry, arguments.seed + round_)
            except RuntimeError as error:
                results = {str(error): False}
            failed += not all(results.values())
            print(json.dumps({"model": name, "ok": all(results.values())} | results), flush=True)
    sys.exit(1 if failed else 0)


main()
