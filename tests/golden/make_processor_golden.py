"""Scores after transformers' logits processors, for tests/sampling/tst_processors.cpp.

    pip install torch transformers numpy
    python tests/golden/make_processor_golden.py > tests/data/sampling/processors.json
"""
import json
import sys

import numpy
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
SEEN = [3, 3, 17, 60, 79, 3, 3, 17, 60, 8, 17, 3, 3]
END = [0, 5]


class Output(dict):
    """What guidance expects of a model."""

    __getattr__ = dict.__getitem__


def fixed_model(logits):
    return lambda *_, **__: Output(logits=logits[None, None])


def processors(case, new_tokens):
    """In the order of transformers' GenerationMixin._get_logits_processor."""
    chain = lp.LogitsProcessorList()
    if "guidance_scale" in case:
        chain.append(lp.UnbatchedClassifierFreeGuidanceLogitsProcessor(
            case["guidance_scale"], fixed_model(ROWS["negative"]), unconditional_ids=torch.tensor([[1]])))
    if "logit_bias" in case:
        chain.append(lp.SequenceBiasLogitsProcessor([[[int(k)], float(v)] for k, v in case["logit_bias"].items()]))
    if case.get("repetition_penalty", 1) != 1:
        chain.append(lp.RepetitionPenaltyLogitsProcessor(case["repetition_penalty"]))
    if case.get("no_repeat_ngram_size", 0):
        chain.append(lp.NoRepeatNGramLogitsProcessor(case["no_repeat_ngram_size"]))
    if "banned_tokens" in case:
        chain.append(lp.NoBadWordsLogitsProcessor(case["banned_tokens"], END))
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
    if case.get("typical_p", 1) < 1:
        chain.append(lp.TypicalLogitsWarper(case["typical_p"]))
    if case.get("epsilon_cutoff", 0):
        chain.append(lp.EpsilonLogitsWarper(case["epsilon_cutoff"]))
    if case.get("eta_cutoff", 0):
        chain.append(lp.EtaLogitsWarper(case["eta_cutoff"]))
    return chain


CASES = [
    {"repetition_penalty": 1.3}, {"repetition_penalty": 0.7}, {"min_new_tokens": 4}, {"min_new_tokens": 2},
    {"temperature": 0.7}, {"temperature": 2.5}, {"top_k": 1}, {"top_k": 10}, {"top_k": 79}, {"top_k": 500},
    {"top_p": 0.01}, {"top_p": 0.37}, {"top_p": 0.9}, {"top_p": 0.999}, {"min_p": 0.01}, {"min_p": 0.3}, {"min_p": 0.97},
    {"typical_p": 0.05}, {"typical_p": 0.4}, {"typical_p": 0.9}, {"typical_p": 0.995},
    {"epsilon_cutoff": 0.0003}, {"epsilon_cutoff": 0.01}, {"epsilon_cutoff": 0.3},
    {"eta_cutoff": 0.0003}, {"eta_cutoff": 0.02}, {"eta_cutoff": 0.5},
    {"no_repeat_ngram_size": 1}, {"no_repeat_ngram_size": 2}, {"no_repeat_ngram_size": 3}, {"no_repeat_ngram_size": 14},
    {"logit_bias": {"2": 3.5, "17": -8, "79": 0.25}},
    {"banned_tokens": [[4], [5], [3, 9], [3, 3, 60], [17, 3, 3, 61], [60, 3, 62]]},
    {"guidance_scale": 1.5}, {"guidance_scale": 0.3}, {"guidance_scale": 3, "temperature": 0.8, "top_k": 12},
    {"top_k": 7, "top_p": 0.63}, {"top_p": 0.8, "min_p": 0.1}, {"top_k": 40, "typical_p": 0.7},
    {"repetition_penalty": 1.15, "min_new_tokens": 3, "temperature": 0.8, "top_k": 30, "top_p": 0.93, "min_p": 0.04},
    {"logit_bias": {"1": 2}, "repetition_penalty": 1.2, "no_repeat_ngram_size": 2, "banned_tokens": [[3, 1], [9]],
     "temperature": 1.3, "top_k": 60, "top_p": 0.97, "typical_p": 0.9, "epsilon_cutoff": 0.001, "eta_cutoff": 0.001},
]


def finite(row):
    """float32 in as few digits as tell it apart; None is forbidden."""
    return [float(str(numpy.float32(x))) if x != float("-inf") else None for x in row.tolist()]


out = {"transformers": transformers.__version__, "seen": SEEN, "end": END, "rows": {}, "cases": []}
for name, row in ROWS.items():
    out["rows"][name] = finite(row)
    for case in CASES:
        new_tokens = 3
        scores = processors(case, new_tokens)(torch.tensor([SEEN]), row.clone()[None])[0]
        out["cases"].append({"row": name, "parameters": case, "new_tokens": new_tokens, "scores": finite(scores)})
json.dump(out, sys.stdout, separators=(",", ":"))
