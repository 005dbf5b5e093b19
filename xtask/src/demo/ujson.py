import json
import sys
import time

import ujson

with open(sys.argv[1], encoding="utf-8") as file:
    text = file.read()
value = json.loads(text)


def best(function, argument):
    """The best time of one call in milliseconds, over at least three calls and about one second."""
    found, start = float("inf"), time.perf_counter()
    calls = 0
    while calls < 3 or (time.perf_counter() - start < 1 and calls < 500):
        before = time.perf_counter()
        function(argument)
        found = min(found, time.perf_counter() - before)
        calls += 1
    return found * 1000


answer = {
    "door": ujson.__hpy_rs_door__,
    "equal": ujson.loads(text) == value and json.loads(ujson.dumps(value)) == value,
    "loads": {"ours": best(ujson.loads, text), "json": best(json.loads, text)},
    "dumps": {"ours": best(ujson.dumps, value), "json": best(json.dumps, value)},
}
print("hpy-rs-demo " + json.dumps(answer))
