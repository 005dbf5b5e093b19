"""Panics in every kind of entry, in the body, in a conversion, and in the drop of a local: D1-D5, D9."""

import sys

from probing import NEVER_GONE, OFTEN, REENTRY, collect, load_tests, outcome, probe, text

import hpy_hostile_plain as plain

try:
    import hpy_hostile as m
except ImportError:
    m = None


def quiet():
    if m:
        m.silence_panics(True)


def entries(kind):
    """The entries of a class, each with what calls it."""
    o = kind()
    return {
        "new": lambda: kind.__new__(kind, True), "init": lambda: o.__init__(True), "no args": o.no_args,
        "one arg": lambda: o.one_arg(1), "var args": lambda: o.var_args(1, 2), "keywords": lambda: o.keywords(a=1, b=2),
        "static": kind.of_static, "class": kind.of_class, "getter": lambda: o.property,
        "setter": lambda: setattr(o, "property", 1), "deleter": lambda: kind.property.__delete__(o),
        "repr": lambda: repr(o), "str": lambda: str(o), "hash": lambda: hash(o), "compare": lambda: o == 1,
        "bool": lambda: bool(o), "len": lambda: len(o), "contains": lambda: 1 in o, "getitem": lambda: o[1],
        "setitem": lambda: o.__setitem__(1, 2), "delitem": lambda: o.__delitem__(1), "unary": lambda: -o,
        "index": lambda: [][o:], "binary": lambda: o + 1, "in place": lambda: exec("o += 1", {"o": o}),
        "ternary": lambda: pow(o, 1, 2), "ternary in place": lambda: exec("o **= 1", {"o": o}), "call": o,
        "iter": lambda: iter(o), "next": lambda: next(o), "getattr": lambda: o.missing,
    }  # fmt: skip


def all_panic(kind, where):
    quiet()
    bad = []
    for _ in range(5):
        for name, entry in entries(kind).items():
            seen = text(entry)
            if seen != "PanicException: " + where:
                bad.append((name, seen))
    del entry
    collect()
    return bad or "fine %s" % m.alive()


@probe("fine 0")
def in_the_body():
    return all_panic(m.InBody, "body")


@probe("fine 0")
def in_the_conversion_of_the_result():
    return all_panic(m.InConversion, "conversion")


@probe(("fine 0", "fine 5"))
def in_the_drop_of_a_local():
    """rustc leaks what is returned where the drop of a local panics (its issue 47949): here each value of `new`."""
    return all_panic(m.InLocal, "local")


@probe("PanicException: argument")
def in_the_conversion_of_an_argument():
    quiet()
    o = m.InBody()
    seen = {text(o.converts, 1), text(lambda: o @ 1)}
    return " ".join(seen)


@probe(("fine 0", "fine 10"), slow=True)
def the_borrow_ends():
    """After a panic the object can be used as before. For what is left, see above."""
    quiet()
    for kind in (m.InBody, m.InConversion, m.InLocal):
        o = kind()
        for _ in range(10):
            for name, entry in entries(kind).items():
                outcome(entry)
            for use in (o.no_args, lambda: setattr(o, "property", 1), lambda: next(o)):
                assert outcome(use) == "PanicException", outcome(use)
    del o, entry, use
    collect()
    return "fine %s" % m.alive()


@probe("fine 0", NEVER_GONE)
def in_the_drop_of_a_value():
    """There is nobody to tell: it is reported, and what else is in the value is dropped."""
    quiet()
    for _ in range(OFTEN):
        m.DropBomb()
        o = m.DropBomb()
        del o
    collect()
    return "fine %s" % m.alive()


@probe("True")
def a_panic_in_a_drop_is_reported():
    import os
    import subprocess

    code = "import hpy_hostile as m, gc\nm.silence_panics(True)\nm.DropBomb()\nfor _ in range(4): gc.collect()"
    if os.environ.get("HPY_RS_PYTHON") is None or sys.implementation.name == "graalpy":
        return True
    done = subprocess.run([os.environ["HPY_RS_PYTHON"], "-c", code], stderr=subprocess.PIPE, universal_newlines=True)
    assert done.returncode == 0, done
    return "hpy-rs: a 'DropBomb' panicked while it was dropped: local" in done.stderr


@probe("fine 0", *REENTRY)
def in_a_finalizer():
    """An error and three panics: reported, and the object goes."""
    quiet()
    sys.stderr.flush()
    for act in range(4):
        for _ in range(50):
            o = m.Last(act)
            del o
            cycle = m.Last(act, [])
            outcome(setattr, cycle, "target", cycle)
            del cycle
        collect()
    return "fine %s" % m.alive()


@probe("PanicException: local")
def in_the_drop_of_what_new_does_not_give():
    quiet()
    return text(m.NewBomb)


@probe("body conversion local")
def in_a_closure():
    quiet()
    return " ".join(text(m.closure_panics(place)).split(": ")[-1] for place in range(3))


@probe("fine", slow=True)
def in_the_drop_of_a_closure():
    quiet()
    for _ in range(10):
        assert m.closure_panics(3)() == 1
        collect(1)
    return "fine"


@probe("PanicException")
def in_functions():
    if m:
        quiet()
    seen = set()
    for place in ("body", "conversion", "local"):
        for name, arguments in (("none", ()), ("one", (1,)), ("var", (1, 2)), ("keywords", (1, 2))):
            said = text(getattr(plain, "%s_%s" % (place, name)), *arguments)
            assert said == "PanicException: " + place, (place, name, said)
            seen.add(said.split(":")[0])
    for name, arguments in (("one", (1,)), ("var", (1, 2)), ("keywords", (1, 2))):
        assert text(getattr(plain, "argument_" + name), *arguments) == "PanicException: argument"
    return " ".join(seen)


@probe("body conversion local")
def in_the_init_of_a_module():
    import importlib

    seen = []
    for place in ("body", "conversion", "local"):
        name = "hpy_hostile_init_" + place
        for _ in range(2):
            said = text(importlib.import_module, name)
            assert name not in sys.modules
        seen.append(said.split(": ")[-1])
    assert plain.length("abc") == 3
    return " ".join(seen)


@probe("PanicException: body")
def in_a_class_attribute():
    import importlib

    quiet()
    seen = {text(importlib.import_module, "hpy_hostile_attribute") for _ in range(3)}
    collect()
    return " ".join(seen)


@probe("PanicException PanicException PanicException ok")
def when_memory_is_asked_for():
    quiet()
    line = []
    for place in range(3):
        o = m.Panicking(place)
        line.append(outcome(memoryview, o))
        line.append(outcome(o.change))
    assert line[1::2] == ["ok", "ok", "ok"], line
    return " ".join(line[::2] + line[5:])


@probe("fine", slow=True)
def the_init_is_tried_again():
    """D9: the import fails, each time, and the module does not stay."""
    import gc
    import importlib

    if m:
        quiet()
    kept = []
    for _ in range(5):
        for place in ("body", "conversion", "local"):
            try:
                importlib.import_module("hpy_hostile_init_" + place)
            except BaseException as error:
                kept.append(error)
        gc.collect()
    assert len(kept) == 15
    del kept[:]
    gc.collect()
    return "fine"
