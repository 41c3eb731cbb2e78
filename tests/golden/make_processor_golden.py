"""Scores after transformers' logits processors, for tests/sampling/tst_processors.cpp.

    pip install torch transformers numpy
    python tests/golden/make_processor_golden.py > tests/data/sampling/processors.json
"""
import json
import sys

import torch
import transformers
from transformers.generation import logits_process as lp

torch.manual_seed(3)
V = 80
ROWS = {
    "random": torch.randn(V) * 3,
    "flat": torch.zeros(V),
    "ties": (torch.randn(V) * 2).round(),
    "peaked": torch.randn(V) - torch.tensor([0.0] * 17 + [-20.0] + [0.0] * (V - 18)),
    "negative": -torch.rand(V) * 40,
}
SEEN = [3, 3, 17, 60, 79]
END = [0, 5]


def processors(case, new_tokens):
    chain = lp.LogitsProcessorList()
    if case.get("repetition_penalty", 1) != 1:
        chain.append(lp.RepetitionPenaltyLogitsProcessor(case["repetition_penalty"]))
    if case.get("min_new_tokens", 0):
        prompt = len(SEEN) - new_tokens
        chain.append(lp.MinNewTokensLengthLogitsProcessor(prompt, case["min_new_tokens"], END, "cpu"))
    if case.get("temperature", 1) != 1:
        chain.append(lp.TemperatureLogitsWarper(case["temperature"]))
    if case.get("top_k", 0):
        chain.append(lp.TopKLogitsWarper(case["top_k"]))
    if case.get("top_p", 1) < 1:
        chain.append(lp.TopPLogitsWarper(case["top_p"]))
    if case.get("min_p", 0):
        chain.append(lp.MinPLogitsWarper(case["min_p"]))
    return chain


CASES = [
    {"repetition_penalty": 1.3}, {"repetition_penalty": 0.7}, {"min_new_tokens": 4}, {"min_new_tokens": 2},
    {"temperature": 0.7}, {"temperature": 2.5}, {"top_k": 1}, {"top_k": 10}, {"top_k": 79}, {"top_k": 500},
    {"top_p": 0.01}, {"top_p": 0.37}, {"top_p": 0.9}, {"top_p": 0.999}, {"min_p": 0.01}, {"min_p": 0.3}, {"min_p": 0.97},
    {"top_k": 7, "top_p": 0.63}, {"top_p": 0.8, "min_p": 0.1},
    {"repetition_penalty": 1.15, "min_new_tokens": 3, "temperature": 0.8, "top_k": 30, "top_p": 0.93, "min_p": 0.04},
]


def finite(row):
    return [x if x != float("-inf") else None for x in row.tolist()]


out = {"transformers": transformers.__version__, "seen": SEEN, "end": END, "rows": {}, "cases": []}
for name, row in ROWS.items():
    out["rows"][name] = row.tolist()
    for case in CASES:
        new_tokens = 3
        scores = processors(case, new_tokens)(torch.tensor([SEEN]), row.clone()[None])[0]
        out["cases"].append({"row": name, "parameters": case, "new_tokens": new_tokens, "scores": finite(scores)})
json.dump(out, sys.stdout, separators=(",", ":"))
