"""Counts the instructions of the micro suite, on CPython under callgrind:

  valgrind --tool=callgrind --instr-atstart=no --callgrind-out-file=DIR/dump python instructions.py TOGGLE DIR NAME=DOOR:PATH ...

TOGGLE is the library made of callgrind.c. Writes one line of JSON for each operation: its name and, for each variant,
the instructions per round, the loop included. What a dump costs by itself falls out: twice as many rounds are run
too, and the difference counts. The variants take turns, and the median is written.
"""

import argparse
import ctypes
import glob
import json
import os
import re
import statistics

import operations

# How often each is counted. One count is up to 25 instructions off: what CPython's memory and free lists look like just then.
REPETITIONS = 3


def dumped(folder):
    """The instructions of the one dump in the folder, which is removed."""
    (path,) = glob.glob(os.path.join(folder, "dump.*"))
    with open(path) as dump:
        total = re.search(r"^totals: (\d+)", dump.read(), re.M)
    os.remove(path)
    return int(total.group(1))


def count(toggle, folder, run, module, rounds):
    toggle.start()
    run(module, rounds)
    toggle.stop()
    return dumped(folder)


def a_round(toggle, folder, run, module, rounds):
    once = count(toggle, folder, run, module, rounds)
    twice = count(toggle, folder, run, module, 2 * rounds)
    return (twice - once) / rounds


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--only", default="", type=re.compile)
    parser.add_argument("toggle")
    parser.add_argument("folder")
    parser.add_argument("variants", nargs="+")
    arguments = parser.parse_args()
    toggle = ctypes.CDLL(arguments.toggle)
    modules = operations.load_all(arguments.variants)
    for operation, found in operations.runs(modules, arguments.only):
        rounds = 100 if "_100" in operation else 1000
        for variant, run in found.items():
            for _ in range(2):
                run(modules[variant], rounds)
        samples = {variant: [] for variant in found}
        for _ in range(REPETITIONS):
            for variant, run in found.items():
                samples[variant].append(a_round(toggle, arguments.folder, run, modules[variant], rounds))
        counts = {variant: statistics.median(found) for variant, found in samples.items()}
        print(json.dumps([operation, counts]), flush=True)


if __name__ == "__main__":
    main()
