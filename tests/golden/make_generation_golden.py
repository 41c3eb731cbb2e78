"""Beam search and classifier-free guidance as transformers' generate() does them, for tests/sampling/.

    pip install torch transformers
    python tests/golden/make_generation_golden.py > tests/data/sampling/generation.json

Diverse groups left transformers' own code with version 5; the last ones that have them make their numbers:

    pip install transformers==4.49.0
    python tests/golden/make_generation_golden.py groups > tests/data/sampling/beam_groups.json
"""
import json
import pathlib
import shutil
import sys
import tempfile

import torch
import transformers

MODELS = pathlib.Path(__file__).parents[1] / "data" / "model"
FOLDERS = {"tiny-llama": "tiny-llama", "tiny-llama3-rope-tied": "tiny-llama3-rope-tied", "stories260K": "stories260K/hf"}
PROMPTS = {
    "tiny-llama": [[3, 17, 42, 8], [91, 5, 33, 60, 12, 77, 2]],
    "tiny-llama3-rope-tied": [[1, 2, 3], [50, 40, 30, 20, 10]],
    "stories260K": [[1, 403, 407, 261, 378], [1, 320, 365, 436]],
}
# Ends that come now and then: the more of them, the more candidates a step looks at.
ENDS = {"tiny-llama": [7, 23, 64, 99, 101, 150], "tiny-llama3-rope-tied": [11], "stories260K": [426, 430]}
BEAMS = [
    {"beam_width": 2, "n_best": 2}, {"beam_width": 4, "n_best": 4}, {"beam_width": 5, "n_best": 3, "length_penalty": 0},
    {"beam_width": 4, "n_best": 4, "length_penalty": 2, "early_stopping": "true"},
    {"beam_width": 3, "n_best": 3, "length_penalty": -0.5, "early_stopping": "never"},
    {"beam_width": 3, "n_best": 2, "length_penalty": 1.5, "early_stopping": "never"},
    {"beam_width": 8, "n_best": 8, "early_stopping": "true"},
    {"beam_width": 4, "n_best": 2, "repetition_penalty": 1.3, "no_repeat_ngram_size": 2, "min_new_tokens": 4},
    {"beam_width": 4, "n_best": 4, "ignore_eos": True},
]
GROUPS = [
    {"beam_width": 4, "n_best": 4, "beam_groups": 2, "diversity_penalty": 0.7},
    {"beam_width": 6, "n_best": 6, "beam_groups": 3, "diversity_penalty": 1.5, "length_penalty": 0.5},
    {"beam_width": 4, "n_best": 3, "beam_groups": 4, "diversity_penalty": 3},
    {"beam_width": 6, "n_best": 4, "beam_groups": 2, "diversity_penalty": 0.2, "repetition_penalty": 1.2},
]
GUIDANCE = [
    {"guidance_scale": 1.5, "negative_prompt_ids": [1, 300, 310]}, {"guidance_scale": 3, "negative_prompt_ids": [1]},
    {"guidance_scale": 0.4, "negative_prompt_ids": [1, 261, 378, 400, 401, 402, 403]}, {"guidance_scale": 2},
    {"guidance_scale": 1.8, "negative_prompt_ids": [1, 350], "repetition_penalty": 1.2},
]
EARLY = {"false": False, "true": True, "never": "never"}
NAMES = {"beam_width": "num_beams", "n_best": "num_return_sequences", "beam_groups": "num_beam_groups"}


def load(name, folder):
    """Version 4 reads the keys of its own time."""
    source = MODELS / FOLDERS[name]
    target = pathlib.Path(folder) / name
    shutil.copytree(source, target)
    if int(transformers.__version__.split(".")[0]) < 5 and (source / "config.v4.json").exists():
        shutil.copy(source / "config.v4.json", target / "config.json")
    return transformers.AutoModelForCausalLM.from_pretrained(target, torch_dtype=torch.float32).eval()


def settings(case, name):
    out = {NAMES.get(key, key): value for key, value in case.items() if key not in ("ignore_eos", "negative_prompt_ids")}
    if "early_stopping" in out:
        out["early_stopping"] = EARLY[out["early_stopping"]]
    for key in ("length_penalty", "diversity_penalty", "guidance_scale"):
        if key in out:
            out[key] = float(out[key])
    if "negative_prompt_ids" in case:
        out["negative_prompt_ids"] = torch.tensor([case["negative_prompt_ids"]])
    out["eos_token_id"] = None if case.get("ignore_eos") else ENDS[name]
    return out


@torch.no_grad()
def generate(model, prompt, case, name):
    out = model.generate(torch.tensor([prompt]), do_sample=False, max_new_tokens=14, pad_token_id=0, output_scores=True,
                         return_dict_in_generate=True, **settings(case, name))
    ends, best = [] if case.get("ignore_eos") else ENDS[name], []
    for i, row in enumerate(out.sequences[:, len(prompt):].tolist()):
        first = next((k for k, token in enumerate(row) if token in ends), len(row) - 1)
        ids = row[:first + 1]  # without an end there is no padding: all tokens are there
        ended = ids[-1] in ends
        if ended and "beam_groups" in case:
            ids.pop()  # version 4 writes the first of the ends, whichever it was
        scores = out.sequences_scores if "beam_width" in case else None
        best.append({"ids": ids, "ended": ended, "score": float(scores[i]) if scores is not None else None})
    return best


def cases_of(table, names):
    cases = []
    with tempfile.TemporaryDirectory() as folder:
        for name in names:
            model = load(name, folder)
            model.generation_config = transformers.GenerationConfig()
            for prompt in PROMPTS[name]:
                for case in table:
                    cases.append({"model": FOLDERS[name], "prompt": prompt, "eos": ENDS[name], "parameters": case,
                                  "best": generate(model, prompt, case, name)})
    return cases


def main():
    out = {"transformers": transformers.__version__, "max_new_tokens": 14}
    if sys.argv[1:] == ["groups"]:
        out["groups"] = cases_of(GROUPS, FOLDERS)
    else:
        out["beams"] = cases_of(BEAMS, FOLDERS)
        out["guidance"] = cases_of(GUIDANCE, ["stories260K"])
    json.dump(out, sys.stdout, separators=(",", ":"))


main()
