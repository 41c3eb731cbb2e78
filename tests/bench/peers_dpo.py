"""DPO with LoRA, ours beside TRL: `./tiebreak bench dpo --peers` runs this.

--ours names what `tiebreak-engine bench dpo` printed, a JSON line a measurement; --rows the pairs it
trained on, as token ids. The same steps are taken by TRL's DPOTrainer (the starter model dequantised,
LoRA r = 16 on every linear layer, the same rows in the same order, the same threads, no gradient
checkpointing), each number type in a process of its own so that its peak memory is its own. Both count
the prompt of a pair twice, as TRL does, and both score the reference within the step. The first step
warms up, then the median step counts; each side counts in the faster of its number types.
"""
import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import time

from peers_common import load_starter, print_processor, read_measurements


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--model", required=True, help="GGUF file")
    parser.add_argument("--ours", required=True, help="JSON lines of tiebreak-engine bench dpo")
    parser.add_argument("--rows", required=True, help="JSON lines of prompt_ids, chosen_ids, rejected_ids")
    parser.add_argument("--dtypes", nargs="+", default=["float32", "bfloat16"])
    parser.add_argument("--measure", help="internal: measure this number type and print one line")
    return parser.parse_args()


def read_rows(path):
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def make_trainer(arguments, rows, batch, dtype, folder):
    import peft
    import torch
    import transformers
    import trl
    from datasets import Dataset

    class SameRows(trl.DPOTrainer):
        """Takes the rows as ids, in order."""

        def _prepare_dataset(self, dataset, *ignored):
            return dataset

        def _get_train_sampler(self, dataset=None):
            return torch.utils.data.SequentialSampler(self.train_dataset)

    network = load_starter(arguments.model, dtype)
    config = trl.DPOConfig(
        output_dir=folder, per_device_train_batch_size=batch, max_steps=len(rows) // batch, learning_rate=1e-5,
        lr_scheduler_type="constant", gradient_checkpointing=False, bf16=False, use_cpu=True, report_to=[],
        save_strategy="no", logging_strategy="no", disable_tqdm=True, max_length=1024)
    return SameRows(
        model=network, args=config, train_dataset=Dataset.from_list(rows), processing_class=load_tokenizer(arguments),
        peft_config=peft.LoraConfig(r=16, lora_alpha=32, target_modules="all-linear", task_type="CAUSAL_LM"))


def load_tokenizer(arguments):
    import transformers
    folder, name = os.path.split(os.path.abspath(arguments.model))
    tokenizer = transformers.AutoTokenizer.from_pretrained(folder, gguf_file=name)
    tokenizer.pad_token = tokenizer.pad_token or tokenizer.eos_token
    return tokenizer


def time_steps(trainer):
    import transformers
    seconds = []

    class Clock(transformers.TrainerCallback):
        def on_step_begin(self, *ignored, **more):
            self.begin = time.perf_counter()

        def on_step_end(self, *ignored, **more):
            seconds.append(time.perf_counter() - self.begin)

    trainer.add_callback(Clock())
    trainer.train()
    return seconds


def step_tokens(rows, batch):
    counts = [2 * len(r["prompt_ids"]) + len(r["chosen_ids"]) + len(r["rejected_ids"]) for r in rows]
    return [sum(counts[i:i + batch]) for i in range(0, len(counts), batch)]


def measure(arguments, ours):
    """One number type, in this process."""
    import tempfile

    import torch
    import trl
    torch.set_num_threads(ours[0]["threads"])
    rows, batch = read_rows(arguments.rows), ours[0]["batch"]
    with tempfile.TemporaryDirectory() as folder:
        seconds = time_steps(make_trainer(arguments, rows, batch, arguments.measure, folder))
    tokens = step_tokens(rows, batch)
    if len(seconds) != len(tokens):
        sys.exit(f"TRL took {len(seconds)} steps, expected {len(tokens)}")
    rates = [n / s for n, s in zip(tokens[1:], seconds[1:])]
    print(json.dumps({"bench": "dpo", "peer": "trl", "version": trl.__version__, "dtype": arguments.measure, "batch": batch,
                      "threads": torch.get_num_threads(), "tokens_per_second": statistics.median(rates),
                      "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024}))


def measure_apart(arguments, dtype):
    command = [sys.executable, __file__, "--model", arguments.model, "--ours", arguments.ours,
               "--rows", arguments.rows, "--measure", dtype]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True)
    if done.returncode != 0:
        sys.exit(f"TRL in {dtype}: exit status {done.returncode}")
    line = done.stdout.strip().splitlines()[-1]
    print(line, flush=True)
    return json.loads(line)


def print_table(ours, peers):
    print_processor(ours[0]["threads"])
    print(f"{'':>10}  {'tokens/s':>10}  {'peak MiB':>10}")
    for name, row in [("Tiebreak", row) for row in ours] + [("TRL", row) for row in peers]:
        print(f"{name:>10}  {row['tokens_per_second']:>10.1f}  {row['peak_mib']:>10}  {row['dtype']}")
    best = max(peers, key=lambda row: row["tokens_per_second"])
    for row in ours:
        print(f"ratio to TRL's fastest ({best['dtype']}), {row['dtype']}: "
              f"{row['tokens_per_second'] / best['tokens_per_second']:.2f}")


def main():
    arguments = parse_arguments()
    ours = read_measurements(arguments.ours, "dpo")
    if arguments.measure:
        measure(arguments, ours)
    else:
        print_table(ours, [measure_apart(arguments, dtype) for dtype in arguments.dtypes])


if __name__ == "__main__":
    main()
