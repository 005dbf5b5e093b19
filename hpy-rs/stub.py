# Loads the library NAME.hpy0.so beside this file. Made by hpy-rs, the same for every module but for the line
# of settings.
#
# The library can be entered through two doors: HPy, where the interpreter has one that works, and a door of its
# own that stands on the C API and opens everywhere. HPY_RS_DOOR=hpy or HPY_RS_DOOR=own chooses one; otherwise
# HPy is taken where it is the interpreter's own and works (PyPy, GraalPy). The setting DOOR says if there is no choice:
# "own" for a module that uses what HPy cannot do, "hpy" for one that was built without a door of its own.
# HPY=debug and HPY=trace choose a mode, as HPy's documentation says; the own door has a debug mode of its own, and
# for HPY=trace CPython takes the package hpy if it is there.


def _hpy_rs_load(stub):
    NAME, DOOR = "NAME", None

    import functools
    import importlib.machinery
    import importlib.util
    import os
    import re
    import sys
    import types
    import warnings

    suffix = ".hpy0.pyd" if os.name == "nt" else ".hpy0.so"
    path = os.path.join(os.path.dirname(os.path.abspath(stub["__file__"])), NAME + suffix)
    name, package = stub["__name__"], stub.get("__package__")

    def refuse(why):
        return ImportError("%s: %s" % (name, why), name=name, path=path)

    def hpy():
        """This interpreter's HPy, as the pair of its module and None, or of None and what to do about it."""
        kind = sys.implementation.name
        try:
            if kind == "cpython":
                from hpy import universal
            else:
                import _hpy_universal as universal
        except ImportError:
            if kind == "cpython":
                return None, "for CPython 3.8 to 3.12, python -m pip install 'hpy>=0.9,<0.10' installs one"
            return None, "this %s has none; PyPy 7.3.14 to 7.3.23 and GraalPy 23.1 to 24.2 have one" % kind
        if kind == "cpython" and sys.version_info >= (3, 13) and not os.environ.get("HPY_RS_DOOR"):
            return None, "0.9.0 crashes CPython from 3.13 on"
        if kind == "cpython" and not universal.get_version()[0].startswith("0.9."):
            return None, "it is version %s, and 0.9 is needed" % universal.get_version()[0]
        if kind == "pypy" and not (7, 3, 14) <= sys.pypy_version_info[:3] <= (7, 3, 23):
            return None, "the one of PyPy %d.%d.%d is not known to work" % sys.pypy_version_info[:3]
        if kind == "graalpy" and not 231 <= int(re.search(r"\d+", sys.implementation.cache_tag).group()) <= 242:
            return None, "the one of %s is not known to work" % sys.implementation.cache_tag
        if kind == "graalpy" and not graalpy_has_llvm():
            return None, "the one of GraalPy needs the LLVM language, llvm-community, beside it"
        return universal, None

    def graalpy_has_llvm():
        # Without it GraalPy's HPy does not raise but ends the process.
        import polyglot

        try:
            polyglot.eval(language="llvm", string="")
        except Exception as error:
            return "binary" in str(error)
        return True

    def needed_hpy(why):
        universal, advice = hpy()
        if universal is None:
            raise refuse(why + "; " + advice)
        return universal

    def choose(wanted):
        """HPy's module, or None for our own door."""
        wish = os.environ.get("HPY_RS_DOOR", "")
        if wish not in ("", "hpy", "own"):
            raise refuse("HPY_RS_DOOR=%s is not one of hpy and own" % wish)
        if wish == "hpy":
            if DOOR == "own":
                raise refuse("it uses what HPy cannot do; unset HPY_RS_DOOR")
            return needed_hpy("HPY_RS_DOOR=hpy asks for an HPy of the 0.9 series")
        if DOOR == "hpy":
            if wish == "own":
                raise refuse("it was built without a door of its own; unset HPY_RS_DOOR")
            return needed_hpy("it was built without a door of its own, and needs an HPy of the 0.9 series")
        if wish == "own" or DOOR == "own":
            return None
        # On CPython the own door is faster, and hpy 0.9.0 crashes it from 3.13 on; but only hpy has a trace mode.
        if sys.implementation.name == "cpython" and (wanted != "trace" or sys.version_info >= (3, 13)):
            return None
        return hpy()[0]

    def mode():
        """What HPY asks for this module; more lenient than HPy 0.9, which refuses or misreads much of this."""
        wish = os.environ.get("HPY", "").strip()
        if ":" in wish:
            for item in wish.split(","):
                module, _, wanted = item.partition(":")
                if module.strip() in (NAME, name):
                    wish = wanted.strip()
                    break
            else:
                wish = ""
        wish = wish.lower() or "universal"
        if wish not in ("universal", "debug", "trace"):
            raise refuse("HPY=%s is not one of universal, debug and trace, nor NAME:MODE,NAME:MODE" % wish)
        return wish

    def check_path():
        # HPy takes the first ".hpy" in the whole path for the version tag of the file's name.
        tag = re.search(r"\.hpy(\d*)", path)
        if not tag.group(1) or int(tag.group(1)):
            raise refuse(
                "HPy cannot load a file below a folder with '.hpy' in its name: rename %s%s"
                % (path[: path.find(os.sep, tag.end())], "" if DOOR else " or set HPY_RS_DOOR=own")
            )

    def enter_hpy(universal, spec, wanted):
        check_path()
        # Not a dict: hpy 0.9.0 gives back a reference too many to the values of one.
        environment = {"HPY": wanted}
        if "HPY_LOG" in os.environ:
            environment["HPY_LOG"] = os.environ["HPY_LOG"]
        environment = types.MappingProxyType(environment)
        module = universal._load_bootstrap(
            spec.name, spec.name, package, path, spec.loader, spec, environment
        )
        module.__hpy_rs_mode__ = wanted
        return module

    def enter_own(spec, wanted):
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        # The library reads the environment itself, which cannot be changed from within GraalPy.
        module.__hpy_rs_mode__ = "debug" if hasattr(module, "__hpy_rs_debug__") else "universal"
        if wanted != module.__hpy_rs_mode__:
            warnings.warn(
                "HPY=%s does nothing for %s, which is loaded through its own door, without HPy" % (wanted, name),
                RuntimeWarning,
                stacklevel=5,
            )
        return module

    def spec_for(full):
        loader = importlib.machinery.ExtensionFileLoader(full, path)
        return importlib.util.spec_from_file_location(full, path, loader=loader)

    def settle(module, door):
        # What an import of an extension module leaves; interpreters' HPys differ, and a reload sets the stub's.
        spec = spec_for(name)
        module.__name__, module.__package__ = name, package
        module.__file__, module.__loader__, module.__spec__ = path, spec.loader, spec
        module.__hpy_rs_door__ = door
        vars(module).pop("__cached__", None)
        return module

    def load():
        if not os.path.exists(path):
            if NAME == 'NAME':
                raise refuse("the stub does not say which module it is for: write its name into the line NAME, DOOR = ...")
            raise refuse(
                "%s is missing; build the crate (cargo build --release) and copy its library, lib%s.so, to that name"
                % (path, NAME)
            )
        # The name of the entry point is made from the last part of the module's; a renamed stub still finds it.
        spec = spec_for(name if name.rpartition(".")[2] == NAME else NAME)
        wanted = mode()
        universal = choose(wanted)
        try:
            if universal is None:
                return settle(enter_own(spec, wanted), "own")
            return settle(enter_hpy(universal, spec, wanted), "hpy")
        except (ImportError, RuntimeError) as error:
            # Each interpreter has its own way to say which symbol it has looked for.
            if "PyInit_" + NAME not in str(error) and "get_required_hpy_major_version_" + NAME not in str(error):
                raise
            raise refuse("there is no module %s in %s: it is named as its #[hpy_module] is" % (NAME, path)) from error

    if "__hpy_rs_door__" in stub:
        # A reload, which leaves an extension module as it is.
        settle(sys.modules[name], stub["__hpy_rs_door__"])
    else:
        module = sys.modules[name] = load()
        # Who asked for it meanwhile, on another thread, has the stub, as has who executed the stub by hand.
        stub["__getattr__"], stub["__dir__"] = functools.partial(getattr, module), functools.partial(dir, module)


_hpy_rs_load(globals())
del _hpy_rs_load
