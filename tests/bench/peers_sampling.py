"""Sampling, ours beside transformers: `./tiebreak bench sampling --peers` runs this.

--ours names what `tiebreak-engine bench sampling` printed, a JSON line a measurement. The same work is
measured with transformers (the starter model dequantised, a prompt of as many tokens, as many new
tokens, the same threads, temperature 1, no end of sequence, after one warm round), then both are
printed with their ratio. Each side counts in the faster of its dtypes; seconds are medians.
"""
import argparse
import json
import statistics
import sys
import time

import torch
import transformers

from peers_common import load_starter, print_processor, read_measurements


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--model", required=True, help="GGUF file")
    parser.add_argument("--ours", required=True, help="JSON lines of tiebreak-engine bench sampling")
    parser.add_argument("--dtypes", nargs="+", default=["float32", "bfloat16"])
    return parser.parse_args()


def load(model, dtype):
    network = load_starter(model, dtype)
    network.generation_config = transformers.GenerationConfig(pad_token_id=0, eos_token_id=None)
    return network.eval()


def time_once(network, prompt, batch, new_tokens):
    begin = time.perf_counter()
    ids = network.generate(prompt.repeat(batch, 1), attention_mask=torch.ones(batch, prompt.shape[1], dtype=torch.long),
                           do_sample=True, temperature=1.0, top_k=0, top_p=1.0, max_new_tokens=new_tokens)
    seconds = time.perf_counter() - begin
    if tuple(ids.shape) != (batch, prompt.shape[1] + new_tokens):
        sys.exit(f"transformers made {tuple(ids.shape)} tokens, expected {(batch, prompt.shape[1] + new_tokens)}")
    return seconds


def measure(network, dtype, row):
    """The work of one of our measurements, by transformers."""
    generator = torch.Generator().manual_seed(1)
    prompt = torch.randint(0, network.config.vocab_size, (1, row["prompt_tokens"]), generator=generator)
    time_once(network, prompt, row["batch"], row["new_tokens"])  # warm
    seconds = [time_once(network, prompt, row["batch"], row["new_tokens"]) for _ in row["seconds"]]
    rate = row["batch"] * row["new_tokens"] / statistics.median(seconds)
    return {"bench": "sampling", "peer": "transformers", "version": transformers.__version__, "dtype": dtype,
            "batch": row["batch"], "threads": torch.get_num_threads(), "seconds": seconds, "tokens_per_second": rate}


def measure_transformers(arguments, ours):
    torch.set_num_threads(ours[0]["threads"])
    work = {row["batch"]: row for row in ours}
    rows = []
    for dtype in arguments.dtypes:
        network = load(arguments.model, dtype)
        with torch.inference_mode():
            for batch in sorted(work):
                rows.append(measure(network, dtype, work[batch]))
                print(json.dumps(rows[-1]), flush=True)
    return rows


def fastest(rows, batch):
    return max((row for row in rows if row["batch"] == batch), key=lambda row: row["tokens_per_second"])


def print_table(ours, peers):
    print_processor(ours[0]["threads"])
    print(f"{'batch':>5}  {'Tiebreak tokens/s':>26}  {'transformers tokens/s':>26}  {'ratio':>6}")
    for batch in sorted({row["batch"] for row in ours}):
        mine, peer = fastest(ours, batch), fastest(peers, batch)
        sides = [f"{row['tokens_per_second']:.1f} ({row['dtype']})" for row in (mine, peer)]
        ratio = mine["tokens_per_second"] / peer["tokens_per_second"]
        print(f"{batch:>5}  {sides[0]:>26}  {sides[1]:>26}  {ratio:>6.2f}")


def main():
    arguments = parse_arguments()
    transformers.utils.logging.disable_progress_bar()
    ours = read_measurements(arguments.ours, "sampling")
    print_table(ours, measure_transformers(arguments, ours))


if __name__ == "__main__":
    main()
