"""The micro suite: the operations, how a module that has them is loaded, and what they must answer.

A variant is written NAME=DOOR:PATH; the door is `hpy` for a file loaded by the interpreter's HPy and `capi` for an
ordinary extension module.
"""

import importlib.machinery
import importlib.util
import os
import sys
import time


def load_through_hpy(name, path):
    loader = importlib.machinery.ExtensionFileLoader(name, path)
    spec = importlib.util.spec_from_file_location(name, path, loader=loader)
    if sys.implementation.name == "cpython":
        from hpy import universal
    else:
        import _hpy_universal as universal
    if sys.implementation.name == "graalpy":
        return universal.load(name, path, spec, False, universal.MODE_UNIVERSAL)
    return universal.load(name, path, spec, mode=universal.MODE_UNIVERSAL)


def load_extension(name, path):
    loader = importlib.machinery.ExtensionFileLoader(name, path)
    spec = importlib.util.spec_from_file_location(name, path, loader=loader)
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    return module


def load(variant):
    """The name and the module of NAME=DOOR:PATH."""
    name, _, rest = variant.partition("=")
    door, _, path = rest.partition(":")
    path = os.path.abspath(path)
    module = os.path.basename(path).split(".")[0]
    return name, {"hpy": load_through_hpy, "capi": load_extension}[door](module, path)


class Attr:
    pass


LIST = list(range(1000))
DICT = {"key%d" % i: i for i in range(100)}
OBJECT = Attr()
OBJECT.attr = 5
TEXT = "hello world, this is 40 characters long."
UNICODE = "h\u00e9llo w\u00f6rld \u4f60\u597d " * 3


def identity(x):
    return x


def try_raise(f):
    try:
        f()
    except ValueError:
        pass


# Name, the attribute that a module must have for it, what is set up once, what is timed. `m` is the module.
OPERATIONS = [
    ("loop", None, "", "pass"),
    ("noargs", "noargs", "f = m.noargs", "f()"),
    ("onearg_None", "onearg", "f = m.onearg", "f(None)"),
    ("onearg_i", "onearg", "f = m.onearg", "f(i)"),
    ("identity", "identity", "f = m.identity; o = OBJECT", "f(o)"),
    ("twoargs", "twoargs", "f = m.twoargs", "f(None, None)"),
    ("varargs3", "varargs", "f = m.varargs", "f(1, 2, 3)"),
    ("kwargs_pos3", "kwargs", "f = m.kwargs", "f(1, 2, 3)"),
    ("kwargs_kw2", "kwargs", "f = m.kwargs", "f(1, b=2, c=3)"),
    ("kwargs_tuple_kw2", "kwargs_tuple", "f = m.kwargs_tuple", "f(1, b=2, c=3)"),
    ("add_ints", "add_ints", "f = m.add_ints", "f(i, 70000)"),
    ("add_floats", "add_floats", "f = m.add_floats", "f(1.5, 2.5)"),
    ("str_len_ascii", "str_len", "f = m.str_len; s = TEXT", "f(s)"),
    ("str_len_uni", "str_len", "f = m.str_len; s = UNICODE", "f(s)"),
    ("echo_str_ascii", "echo_str", "f = m.echo_str; s = TEXT", "f(s)"),
    ("echo_str_uni", "echo_str", "f = m.echo_str; s = UNICODE", "f(s)"),
    ("echo_bytes", "echo_bytes", "f = m.echo_bytes; s = TEXT.encode()", "f(s)"),
    ("sum_list_1000", "sum_list", "f = m.sum_list; l = LIST", "f(l)"),
    ("sum_vec_1000", "sum_vec", "f = m.sum_vec; l = LIST", "f(l)"),
    ("make_list_1000", "make_list", "f = m.make_list", "f(1000)"),
    ("make_tuple", "make_tuple", "f = m.make_tuple", "f()"),
    ("sum_dict_100", "sum_dict", "f = m.sum_dict; d = DICT", "f(d)"),
    ("make_dict_100", "make_dict", "f = m.make_dict", "f(100)"),
    ("get_attr", "get_attr", "f = m.get_attr; o = OBJECT", "f(o)"),
    ("call_obj", "call_obj", "f = m.call_obj; g = identity", "f(g, i)"),
    ("raise_value", "raise_value", "f = m.raise_value; u = try_raise", "u(f)"),
    ("C_alloc_die", "Counter", "C = m.Counter", "C(1)"),
    ("C_alloc_live1000", "Counter", "C = m.Counter; L = [None] * 1000", "L[i % 1000] = C(1)"),
    ("C_incr", "Counter", "c = m.Counter(1)", "c.incr()"),
    ("C_add", "Counter", "c = m.Counter(1)", "c.add(3)"),
    ("C_value_get", "Counter", "c = m.Counter(1)", "c.value"),
    ("C_value_set", "Counter", "c = m.Counter(1)", "c.value = 7"),
    ("C_len", "Counter", "c = m.Counter(1); g = len", "g(c)"),
    ("C_getitem", "Counter", "c = m.Counter(1)", "c[3]"),
    ("C_nb_add", "Counter", "c = m.Counter(1)", "c + c"),
    ("read_counter", "read_counter", "f = m.read_counter; c = m.Counter(1)", "f(c)"),
    ("call_instance", "Adder", "a = m.Adder(1)", "a(3)"),
]

TEMPLATE = """
def run(m, n):
    {setup}
    r = range(n)
    t = clock()
    for i in r:
        {statement}
    return clock() - t
"""


# What a thread computes, so that other processes take nothing away; on a Java virtual machine that tells too little.
CLOCK = time.perf_counter if sys.implementation.name == "graalpy" else time.thread_time


def build(setup, statement):
    """A function of its own for each pair of operation and module: JITs and CPython specialise each separately."""
    names = dict(globals(), clock=CLOCK)
    text = TEMPLATE.format(setup=setup or "pass", statement=statement)
    exec(compile(text, "<operation>", "exec"), names)
    return names["run"]


def runs(modules, only):
    """For the loop and each operation whose name `only` finds: the name, and a function for each module that has it."""
    for name, needed, setup, statement in OPERATIONS:
        if needed and not only.search(name):
            continue
        found = {v: build(setup, statement) for v, m in modules.items() if needed is None or hasattr(m, needed)}
        if found:
            yield name, found


# What each function must answer before anything is timed.
ANSWERS = [
    ("noargs", lambda f: f(), None),
    ("onearg", lambda f: f(1), None),
    ("identity", lambda f: f(OBJECT), OBJECT),
    ("twoargs", lambda f: f(1, 2), None),
    ("varargs", lambda f: f(1, 2, 3), 3),
    ("kwargs", lambda f: (f(1), f(1, 2, 3), f(1, b=2, c=3)), (None,) * 3),
    ("add_ints", lambda f: f(70000, 5), 70005),
    ("add_floats", lambda f: f(1.5, 2.5), 4.0),
    ("str_len", lambda f: f(UNICODE), len(UNICODE.encode())),
    ("echo_str", lambda f: (f(UNICODE), f(TEXT)), (UNICODE, TEXT)),
    ("echo_bytes", lambda f: f(b"\0a"), b"\0a"),
    ("sum_list", lambda f: f(LIST), 499500),
    ("sum_vec", lambda f: f(LIST), 499500),
    ("make_list", lambda f: f(1000), LIST),
    ("make_tuple", lambda f: f(), (2048, 2049)),
    ("sum_dict", lambda f: f(DICT), sum(DICT.values()) + sum(map(len, DICT))),
    ("make_dict", lambda f: f(100), {"k%d" % i: i for i in range(100)}),
    ("get_attr", lambda f: f(OBJECT), 5),
    ("call_obj", lambda f: f(identity, 3), 3),
]


def check(variant, module):
    """Refuses a module whose answers differ."""
    for name, ask, right in ANSWERS:
        if hasattr(module, name):
            answer = ask(getattr(module, name))
            if answer != right:
                raise SystemExit("%s: %s gives %r, not %r" % (variant, name, answer, right))
    if hasattr(module, "raise_value"):
        try:
            module.raise_value()
            raise SystemExit("%s: raise_value does not raise" % variant)
        except ValueError as error:
            assert str(error) == "bad value", error
    if hasattr(module, "Counter"):
        counter = module.Counter(1)
        counter.incr()
        counter.value = counter.add(3) + 4
        answer = counter.value, len(counter), counter[1], (counter + counter).value, module.read_counter(counter)
        if answer != (9, 42, 10, 18, 9):
            raise SystemExit("%s: Counter gives %r" % (variant, answer))
    if hasattr(module, "Adder"):
        add = module.Adder(1)
        if (add(3), add(*[4])) != (4, 5):
            raise SystemExit("%s: Adder gives %r" % (variant, add(3)))


def load_all(variants):
    """The modules of all variants, by name, each checked."""
    modules = dict(load(variant) for variant in variants)
    for variant, module in modules.items():
        check(variant, module)
    return modules
