"""Loss and gradients of the tiny fixtures on their golden batch, as packed rows see it: the first token of a row is
never a label (transformers with left padding would score it from a padded position, whose logits mean nothing).

usage: packed_sft.py     writes packed_sft.json into every tests/data/model/tiny-*  (needs torch, transformers, safetensors)
"""
import json
from pathlib import Path

import torch
from safetensors.torch import load_file
from transformers import AutoModelForCausalLM


def numbers(folder):
    gold = load_file(folder / "golden.safetensors")
    model = AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32, attn_implementation="eager")
    model.eval()  # no dropout
    losses = []
    for ids, mask in zip(gold["input_ids"], gold["attention_mask"]):
        ids = ids[mask.bool()][None]
        logits = model(input_ids=ids).logits[0, :-1]
        losses.append(torch.nn.functional.cross_entropy(logits, ids[0, 1:], reduction="none"))
    loss = torch.cat(losses).mean()
    loss.backward()
    norms = {name: parameter.grad.norm().item() for name, parameter in model.named_parameters()}
    embeddings = model.get_input_embeddings().weight.grad
    first = gold["input_ids"][0, 0].item()
    return {"loss": loss.item(), "grad_norm": sum(norm**2 for norm in norms.values()) ** 0.5, "grad_norms": norms,
            "embedding_gradient": {"token": first, "of_token": embeddings[first].tolist(),
                                   "sum_over_tokens": embeddings.sum(0).tolist()}}


for folder in sorted((Path(__file__).resolve().parents[1] / "data/model").glob("tiny-*")):
    (folder / "packed_sft.json").write_text(json.dumps(numbers(folder), indent=1) + "\n")
    print(folder.name)
