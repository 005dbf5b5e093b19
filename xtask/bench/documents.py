"""Times loads and dumps of JSON libraries: python documents.py [--only REGEX] [--reps N] FOLDER NAME=[PATH] ...

FOLDER has the documents that are files. A library is imported from its PATH, if it has one, as what its NAME starts with. All
are timed in one process, interleaved, by processor time. Writes one line of JSON for each operation: its name and, for each
library, the microseconds of one call in every repetition.
"""

import argparse
import gc
import importlib
import json
import os
import random
import re
import sys
import time

# How long one repetition runs, in seconds.
LENGTH = 0.03
FILES = ("canada", "citm_catalog", "twitter")
MANY = 100000

CONFIG = {
    "name": "service",
    "version": "1.2.3",
    "debug": False,
    "port": 8080,
    "ratio": 0.75,
    "none": None,
    "paths": ["/usr/lib", "/var/log/service", "/etc/service.d"],
    "db": {"host": "db.example.org", "port": 5432, "user": "app", "options": {"timeout": 30, "retries": 3, "ssl": True}},
    "features": [
        {"name": "f%d" % number, "enabled": number % 2 == 0, "weight": number * 0.25, "tags": ["a", "b", "c"]}
        for number in range(8)
    ],
}


def documents(folder):
    """Names and JSON texts."""
    for name in FILES:
        with open(os.path.join(folder, name + ".json"), encoding="utf-8") as file:
            yield name, file.read()
    chance = random.Random(1)
    yield "config (1 KB)", json.dumps(CONFIG)
    yield "100,000 ints", json.dumps([chance.randrange(-(10**9), 10**9) for _ in range(MANY)])
    yield "100,000 floats", json.dumps([chance.random() * 1000 for _ in range(MANY)])
    yield "100,000 ASCII", json.dumps(["string number %d" % number for number in range(MANY)])
    texts = ["h\u00e9llo \u4f60\u597d %d" % number for number in range(MANY)]
    yield "100,000 not ASCII", json.dumps(texts, ensure_ascii=False)


def load(argument):
    name, _, path = argument.partition("=")
    module = name.partition("-")[0]
    sys.modules.pop(module, None)
    if path:
        sys.path.insert(0, path)
    try:
        return name, importlib.import_module(module)
    finally:
        if path:
            del sys.path[0]


def elapsed(function, argument, count):
    start = time.process_time()
    for _ in range(count):
        function(argument)
    return time.process_time() - start


def calls(function, argument):
    """How many calls take about LENGTH, once a JIT has compiled what it will compile."""
    count = 1
    while True:
        taken = elapsed(function, argument, count)
        if taken > LENGTH / 2:
            return max(1, int(count * LENGTH / taken))
        count *= 2


def measure(functions, argument, repetitions):
    counts = {name: calls(function, argument) for name, function in functions.items()}
    samples = {name: [] for name in functions}
    for _ in range(repetitions):
        for name, function in functions.items():
            gc.collect()
            samples[name].append(elapsed(function, argument, counts[name]) / counts[name] * 1e6)
    return samples


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--only", default="", type=re.compile)
    parser.add_argument("--reps", default=15, type=int)
    parser.add_argument("folder")
    parser.add_argument("libraries", nargs="+")
    arguments = parser.parse_args()
    libraries = dict(map(load, arguments.libraries))
    for name, text in documents(arguments.folder):
        value = json.loads(text)
        for kind, argument in (("loads", text), ("dumps", value)):
            operation = kind + " " + name
            if not arguments.only.search(operation):
                continue
            for library in libraries.values():
                assert library.loads(library.dumps(value)) == value
            functions = {name: getattr(library, kind) for name, library in libraries.items()}
            print(json.dumps([operation, measure(functions, argument, arguments.reps)]), flush=True)


main()
