"""What the benches beside peers share: our measurements, the starter model in transformers, the processor."""
import json
import os
import sys

FEATURES = ("amx_bf16", "avx512_bf16", "avx512f", "avx2")


def read_measurements(path, bench):
    """The JSON lines that `tiebreak-engine bench` printed."""
    with open(path, encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines if line.strip()]
    rows = [row for row in rows if row.get("bench") == bench]
    if not rows:
        sys.exit(f"'{path}': holds no measurement of {bench}")
    return rows


def load_starter(model, dtype):
    """A GGUF file as a plain model of transformers in `dtype`."""
    import torch
    import transformers
    folder, name = os.path.split(os.path.abspath(model))
    network = transformers.AutoModelForCausalLM.from_pretrained(
        folder, gguf_file=name, dtype=getattr(torch, dtype),
        quantization_config=transformers.GgufConfig(dequantize=True))
    # Weights left packed would make the peer slow without a word; then nothing may be compared.
    layer = network.model.layers[0].mlp.up_proj
    if type(layer) is not torch.nn.Linear or layer.weight.dtype != getattr(torch, dtype):
        sys.exit(f"transformers holds the weights as {layer.weight.dtype}, not as plain {dtype}")
    return network


def print_processor(threads):
    with open("/proc/cpuinfo", encoding="utf-8") as lines:
        facts = dict(line.split(":", 1) for line in lines if ":" in line)
    facts = {key.strip(): value.strip() for key, value in facts.items()}
    flags = facts.get("flags", "").split()
    features = ", ".join(f for f in FEATURES if f in flags)
    print(f"\nprocessor: {facts.get('model name', 'unknown')}; {features}; {threads} threads")
