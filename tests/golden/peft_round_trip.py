"""Shows that adapters and full checkpoints written by Tiebreak load in peft and transformers with equal logits, and
that an adapter written by peft loads in Tiebreak.

usage: peft_round_trip.py ENGINE WORK [FOLDER written by Tiebreak]…   (needs torch, transformers, peft, safetensors)
WORK is an empty folder. Prints one line a check; exit 1 if one fails.
"""
import json
import subprocess
import sys
from pathlib import Path

import torch
from peft import LoraConfig, PeftModel, get_peft_model
from safetensors.torch import load_file, save_file
from transformers import AutoModelForCausalLM

ENGINE, WORK = sys.argv[1], Path(sys.argv[2])
MODEL = Path(__file__).resolve().parents[1] / "data/model/stories260K/hf"
IDS = torch.tensor([[1, 103, 207, 61, 178, 210, 29]])
TOLERANCE = 1e-4


def engine_logits(adapter=None, model=MODEL):
    save_file({"input_ids": IDS}, WORK / "in.safetensors")
    extra = ["--adapter", str(adapter)] if adapter else []
    subprocess.run([ENGINE, "forward", "--model", str(model), "--dtype", "float32", "--device", "cpu",
                    "--input", str(WORK / "in.safetensors"), "--output", str(WORK / "out.safetensors"), *extra],
                   check=True, stdout=subprocess.DEVNULL)
    return load_file(WORK / "out.safetensors")["logits"]


def base():
    return AutoModelForCausalLM.from_pretrained(MODEL, dtype=torch.float32).eval()


def report(name, ours, theirs):
    worst = (ours - theirs).abs().max().item()
    print(json.dumps({"check": name, "largest_difference": worst, "ok": worst < TOLERANCE}))
    return worst < TOLERANCE


def peft_to_tiebreak(rslora):
    torch.manual_seed(0)
    config = LoraConfig(r=4, lora_alpha=8, target_modules="all-linear", use_rslora=rslora, task_type="CAUSAL_LM")
    model = get_peft_model(base(), config).eval()
    for name, parameter in model.named_parameters():
        if "lora_B" in name:
            torch.nn.init.normal_(parameter, std=0.05)
    folder = WORK / f"peft-{rslora}"
    model.save_pretrained(folder)
    with torch.no_grad():
        return report(f"peft adapter in tiebreak, rslora {rslora}", engine_logits(folder), model(IDS).logits)


def tiebreak_to_peft(folder):
    model = PeftModel.from_pretrained(base(), folder).eval()
    with torch.no_grad():
        return report("tiebreak adapter in peft", engine_logits(folder), model(IDS).logits)


def tiebreak_to_transformers(folder):
    model = AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32).eval()
    with torch.no_grad():
        return report(f"tiebreak model {folder} in transformers", engine_logits(model=folder), model(IDS).logits)


results = [peft_to_tiebreak(False), peft_to_tiebreak(True)]
results += [tiebreak_to_peft(Path(p)) for p in sys.argv[3:] if (Path(p) / "adapter_config.json").exists()]
results += [tiebreak_to_transformers(Path(p)) for p in sys.argv[3:] if (Path(p) / "config.json").exists()]
sys.exit(0 if all(results) else 1)
