import json
import sys
import sysconfig

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
    "free_threaded": bool(sysconfig.get_config_var("Py_GIL_DISABLED")),
}
print("hpy-rs-probe " + json.dumps(answer))
