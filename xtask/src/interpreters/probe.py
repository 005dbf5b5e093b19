import json
import sys

try:
    from hpy.universal import get_version

    hpy = get_version()[0]
except Exception:
    hpy = None
pypy = getattr(sys, "pypy_version_info", None)
answer = {
    "implementation": sys.implementation.name,
    "python": list(sys.version_info[:3]),
    "release": pypy and "%d.%d.%d" % pypy[:3],
    "hpy": hpy,
}
print("hpy-rs-probe " + json.dumps(answer))
