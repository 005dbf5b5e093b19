"""Times the micro suite: python timing.py [--only REGEX] [--reps N] NAME=DOOR:PATH ...

All variants are timed in one process, interleaved. Writes one line of JSON for each operation: its name and, for each
variant, the nanoseconds per round of every repetition, the loop included.
"""

import argparse
import gc
import json
import re
import sys
import time

import operations

# How long one repetition runs, in seconds.
LENGTH = 0.02
JIT = sys.implementation.name != "cpython"
# How long GraalPy runs an operation first, in seconds: it compiles on threads of its own.
GRAALPY_WARM_UP = 4


def warm_up(run, module, operation):
    """Runs until a JIT has compiled what it will compile."""
    count = 500 if "1000" in operation else 20000
    if JIT:
        for _ in range(3):
            run(module, count)
    if sys.implementation.name == "graalpy":
        end = time.monotonic() + GRAALPY_WARM_UP
        while time.monotonic() < end:
            run(module, count // 10)


def rounds(run, module):
    """How many rounds take about LENGTH."""
    count = 1000
    while True:
        elapsed = run(module, count)
        if elapsed > LENGTH / 4:
            return max(1, int(count * LENGTH / elapsed))
        count *= 2


def measure(operation, found, modules, repetitions):
    counts = {}
    for variant, run in found.items():
        warm_up(run, modules[variant], operation)
        counts[variant] = rounds(run, modules[variant])
    samples = {variant: [] for variant in found}
    for repetition in range(repetitions):
        for variant, run in found.items():
            if JIT or repetition == 0:
                gc.collect()
            elapsed = run(modules[variant], counts[variant])
            samples[variant].append(elapsed / counts[variant] * 1e9)
    return samples


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--only", default="", type=re.compile)
    parser.add_argument("--reps", default=15, type=int)
    parser.add_argument("variants", nargs="+")
    arguments = parser.parse_args()
    modules = operations.load_all(arguments.variants)
    for operation, found in operations.runs(modules, arguments.only):
        samples = measure(operation, found, modules, arguments.reps)
        print(json.dumps([operation, samples]), flush=True)


if __name__ == "__main__":
    main()
