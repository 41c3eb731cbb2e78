"""Loss and gradient norms of tiny-llama on its golden batch, as packed rows see it: the first token of a row is never
a label (transformers with left padding would score it from a padded position, whose logits mean nothing).

usage: packed_sft.py > tests/data/model/tiny-llama/packed_sft.json     (needs torch, transformers, safetensors)
"""
import json
from pathlib import Path

import torch
from safetensors.torch import load_file
from transformers import AutoModelForCausalLM

FOLDER = Path(__file__).resolve().parents[1] / "data/model/tiny-llama"
gold = load_file(FOLDER / "golden.safetensors")
model = AutoModelForCausalLM.from_pretrained(FOLDER, dtype=torch.float32)
losses = []
for ids, mask in zip(gold["input_ids"], gold["attention_mask"]):
    ids = ids[mask.bool()][None]
    logits = model(input_ids=ids).logits[0, :-1]
    losses.append(torch.nn.functional.cross_entropy(logits, ids[0, 1:], reduction="none"))
loss = torch.cat(losses).mean()
loss.backward()
norms = {name: parameter.grad.norm().item() for name, parameter in model.named_parameters()}
total = sum(norm**2 for norm in norms.values()) ** 0.5
print(json.dumps({"loss": loss.item(), "grad_norm": total, "grad_norms": norms}, indent=1))
