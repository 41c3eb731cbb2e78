"""What Tiebreak writes, read by the peers, and the other way round: transformers, peft, gguf and llama.cpp.

usage: exports.py ENGINE DATA WORK     (the peers' environment; WORK is an empty folder)
A JSON line a check; exit 1 if one fails.
"""
import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import torch
from gguf import GGUFReader, dequantize
from llama_cpp import Llama
from peft import LoraConfig, PeftModel, get_peft_model
from safetensors.torch import load_file, save_file
from transformers import AutoModelForCausalLM, AutoTokenizer

ENGINE, DATA, WORK = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
STORIES = DATA / "model/stories260K/hf"
MODELS = {"stories260K": STORIES, "tiny-llama": DATA / "model/tiny-llama", "llama3-rope": DATA / "model/tiny-llama3-rope-tied"}
IDS = torch.tensor([[1, 103, 207, 61, 178, 210, 29]])
TEXTS = ["Once upon a time, there was a little girl named Lily.", "", " a  b", "1 23\n\n456", "naïve 🐦 it's"]
TOLERANCE = 1e-4
results = []


def report(check, ok, **facts):
    results.append(bool(ok))
    print(json.dumps({"check": check, "ok": bool(ok), **facts}), flush=True)


def close(check, ours, theirs, tolerance=TOLERANCE):
    worst = (ours.float() - theirs.float()).abs().max().item()
    report(check, worst < tolerance, largest_difference=worst)


def engine(*arguments):
    return subprocess.run([ENGINE, *map(str, arguments)], check=True, capture_output=True, text=True).stdout


def export(model, to, out, *more):
    return json.loads(engine("export", "--model", model, "--to", to, "--out", WORK / out, *more)) and WORK / out


def engine_logits(model, *more):
    save_file({"input_ids": IDS % 97}, WORK / "in.safetensors")
    engine("forward", "--model", model, "--dtype", "float32", "--device", "cpu", "--input", WORK / "in.safetensors",
           "--output", WORK / "out.safetensors", *more)
    return load_file(WORK / "out.safetensors")["logits"]


def transformers_model(folder):
    return AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32).eval()


def logits_of(model):
    with torch.no_grad():
        return model(IDS % 97).logits


def peft_adapter(**settings):
    torch.manual_seed(0)
    config = LoraConfig(r=4, lora_alpha=8, target_modules="all-linear", task_type="CAUSAL_LM", **settings)
    model = get_peft_model(transformers_model(STORIES), config).eval()
    for name, parameter in model.named_parameters():
        if "lora_B" in name:
            torch.nn.init.normal_(parameter, std=0.05)
    folder = WORK / ("peft-" + "-".join(settings) if settings else "peft")
    model.save_pretrained(folder)
    return folder, model


def folders():
    for name, source in MODELS.items():
        out = export(source, "hf", f"hf-{name}")
        before, after = load_file(source / "model.safetensors"), load_file(out / "model.safetensors")
        same = before.keys() == after.keys() and all(
            torch.equal(before[k].view(torch.uint8), after[k].view(torch.uint8)) for k in before)
        report(f"{name}: hf out is hf in, bit for bit", same)
        close(f"{name}: loads in transformers", engine_logits(out), logits_of(transformers_model(out)))
        again = WORK / f"transformers-{name}"
        transformers_model(out).save_pretrained(again)
        close(f"{name}: what transformers saves loads here", engine_logits(again), logits_of(transformers_model(source)))
    for kind in ("f32", "f16", "q8_0"):
        out = export(DATA / f"model/stories260K/stories260K.{kind}.gguf", "hf", f"unpacked-{kind}")
        close(f"a GGUF of {kind} as a folder in transformers", engine_logits(out), logits_of(transformers_model(out)))


def adapters():
    for settings in ({}, {"use_rslora": True}):
        folder, model = peft_adapter(**settings)
        close(f"peft's adapter here {settings}", engine_logits(STORIES, "--adapter", folder), logits_of(model))
        again = export(STORIES, "peft", folder.name + "-out", "--adapter", folder)
        theirs = PeftModel.from_pretrained(transformers_model(STORIES), again).eval()
        close(f"an adapter written here in peft {settings}", engine_logits(STORIES, "--adapter", folder), logits_of(theirs))
        merged = export(STORIES, "merged", folder.name + "-merged", "--adapter", folder)
        close(f"merged here, in transformers {settings}", logits_of(transformers_model(merged)), logits_of(model))
        theirs = model.merge_and_unload()
        worst = max((theirs.state_dict()[k] - v).abs().max().item() for k, v in load_file(merged / "model.safetensors").items())
        report(f"merged as peft merges {settings}", worst < 1e-6, largest_difference=worst)


def reader_tensors(path):
    return {t.name: torch.from_numpy(np.array(dequantize(t.data, t.tensor_type))) for t in GGUFReader(path).tensors}


def llama_logits(path):
    llama = Llama(str(path), n_ctx=64, logits_all=True, verbose=False, n_threads=2)
    llama.eval((IDS % 97)[0].tolist())
    return torch.from_numpy(np.array(llama.scores[: IDS.shape[1]]))[None]


def ggufs():
    tokenizer = AutoTokenizer.from_pretrained(STORIES)
    exact = reader_tensors(export(STORIES, "gguf", "exact.gguf", "--type", "f32"))
    for kind, step in (("f32", 0), ("f16", 1e-3), ("bf16", 8e-3), ("q8_0", 1 / 127)):
        out = WORK / ("exact.gguf" if kind == "f32" else f"{kind}.gguf")
        if kind != "f32":
            export(STORIES, "gguf", out.name, "--type", kind)
        found = reader_tensors(out)
        worst = max(((found[k] - v).abs().max() / v.abs().max()).item() for k, v in exact.items())
        report(f"gguf reads {kind}", found.keys() == exact.keys() and worst <= step, largest_relative=worst)
        save_file({k: v.contiguous() for k, v in found.items()}, WORK / "peer.safetensors")
        close(f"llama.cpp computes with {kind} as we do", engine_logits(out), llama_logits(out), 1e-3 if kind == "f32" else 5e-2)
    llama = Llama(str(WORK / "exact.gguf"), vocab_only=True, verbose=False)
    for text in TEXTS:
        ids = llama.tokenize(text.encode(), add_bos=True, special=True)
        ours = json.loads(subprocess.run([ENGINE, "tokenize", "--model", WORK / "exact.gguf"], input=text, check=True,
                                         capture_output=True, text=True).stdout)["ids"]
        report(f"llama.cpp and we tokenize {text!r} alike", ids == ours, llama=ids, ours=ours, hf=tokenizer(text)["input_ids"])


def gguf_templates():
    folder = export(STORIES, "hf", "with-template")
    template = "{% for m in messages %}{{ m['content'] }}{{ eos_token }}{% endfor %}"
    (folder / "chat_template.jinja").write_text(template)
    reader = GGUFReader(export(folder, "gguf", "with-template.gguf"))
    report("the chat template is carried over", reader.get_field("tokenizer.chat_template").contents() == template)


def ggufs_of_all_models():
    for name, source in MODELS.items():
        if name == "stories260K":
            continue
        out = export(source, "gguf", f"{name}.gguf")
        close(f"{name}: as GGUF here", engine_logits(out), logits_of(transformers_model(source)))


folders()
adapters()
ggufs()
gguf_templates()
ggufs_of_all_models()
sys.exit(0 if all(results) else 1)
