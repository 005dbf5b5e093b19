"""Builds a crate of hpy-rs into a wheel: a build hook for hatchling. Copy it beside pyproject.toml and Cargo.toml.

    [build-system]
    requires = ["hatchling", "pyelftools"]
    build-backend = "hatchling.build"

    [tool.hatch.build.targets.wheel]
    bypass-selection = true                      # where there are no files of Python beside the crate's modules

    [tool.hatch.build.targets.wheel.hooks.custom]
    into = "python/geometry"                     # the folder that the modules belong in; left out: the top level
    features = ["fast"]                          # features of the crate; left out: its default ones
    manifest-path = "rust/Cargo.toml"            # left out: beside pyproject.toml
    type-stubs = true                            # NAME.pyi for editors and type checkers; left out: none

One wheel for every interpreter comes out. HPY_RS_ABI=abi3 makes one for every CPython from 3.9 on instead, and
HPY_RS_ABI=cpython one for the CPython that runs this. The guide says more: docs/guide/wheels.md.
"""

import ctypes
import json
import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

from elftools.elf.elffile import ELFFile
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

#: What stands behind a module's name.
SUFFIXES = {
    "universal": ".hpy0.so",
    "abi3": ".abi3.so",
    "cpython": sysconfig.get_config_var("EXT_SUFFIX"),
}

#: The options of this hook, and those that hatchling has for every hook.
OPTIONS = ("into", "features", "manifest-path", "type-stubs")
OF_EVERY_HOOK = ("path", "dependencies", "enable-by-default", "require-runtime-dependencies", "require-runtime-features")

#: The line of the stub that differs.
SETTINGS = 'NAME, DOOR = "NAME", None'

#: What begins the name of the function that gives the type stubs of a module.
TYPE_STUBS = "hpy_rs_type_stubs_"

#: The first line of all type stubs.
MADE = "# Made by hpy-rs."

#: The section in which each class has a byte: 1 if HPy cannot make it.
DOOR_SECTION = ".hpy_rs.door"

#: What a file for one CPython wants of Python, some of it always, and one for the stable ABI of 3.9 never.
NOT_STABLE = {
    "PyBuffer_Release",
    "PyContextVar_Get",
    "PyContextVar_New",
    "PyContextVar_Set",
    "PyObject_CallFinalizerFromDealloc",
    "PyObject_GetBuffer",
    "PyObject_Vectorcall",
    "PyObject_VectorcallDict",
    "PyObject_VectorcallMethod",
    "PyThreadState_GetUnchecked",
    "PyUnicode_AsUTF8AndSize",
    "PyUnicode_New",
    "_PyLong_New",
    "_PyObject_Dump",
    "_PyThreadState_UncheckedGet",
}


class HpyRsBuildHook(BuildHookInterface):
    def initialize(self, version, build_data):
        abi = os.environ.get("HPY_RS_ABI") or "universal"
        if abi not in SUFFIXES:
            raise SystemExit("HPY_RS_ABI=%s is not one of %s" % (abi, ", ".join(SUFFIXES)))
        if not sys.platform.startswith("linux"):
            raise SystemExit("this hook makes wheels for Linux only, so far; `cargo xtask build` of hpy-rs makes the files themselves")
        for option in self.config:
            if option not in OPTIONS + OF_EVERY_HOOK:
                raise SystemExit("%s is no option of this hook; they are %s" % (option, ", ".join(OPTIONS)))
        build_data["pure_python"] = False
        if abi == "cpython":
            build_data["infer_tag"] = True
        else:
            platform = sysconfig.get_platform().replace("-", "_").replace(".", "_")
            build_data["tag"] = ("cp39-abi3-" if abi == "abi3" else "py3-none-") + platform
        manifest = Path(self.root, self.config.get("manifest-path", "Cargo.toml"))
        if not manifest.is_file():
            raise SystemExit("%s is not there: the option manifest-path says where else" % manifest)
        features = self.config.get("features", [])
        library, stub = cargo_build(manifest.parent, abi, features)
        names, door = look(library, abi)
        wants_types = self.config.get("type-stubs", False)
        typed = cargo_build(manifest.parent, "type-stubs", features)[0] if wants_types else None
        for name in names:
            files = {name + SUFFIXES[abi]: library}
            if abi == "universal":
                files[name + ".py"] = write_stub(stub, name, door, library.parent)
            if typed:
                files.update(write_type_stubs(typed, name, self.config.get("into")))
            self.place(name, files, version, build_data)

    def place(self, name, files, version, build_data):
        into = self.config.get("into")
        if into is None:
            left = Path(self.root, name + ".py")
            if left.exists():
                # hatchling takes it for the package itself, and the wheel would have it twice.
                raise SystemExit("%s has the name of a module of the crate: remove it, the wheel gets its own" % left)
            key = "force_include_editable" if version == "editable" else "force_include"
            build_data[key].update((str(source), file) for file, source in files.items())
            return
        # Beside the sources, as an editable installation needs them: Python looks for a package in one folder only.
        folder = Path(self.root, into)
        if not folder.is_dir():
            raise SystemExit("%s is not there: the option into names the folder of the package" % folder)
        script = folder / (name + ".py")
        if script.exists() and "_hpy_rs_load" not in script.read_text(encoding="utf-8"):
            raise SystemExit("%s has the name of a module of the crate: rename one" % script)
        for old in [*folder.glob(name + ".*.so"), *folder.glob(name + ".so"), *folder.glob(name + ".py")]:
            # It would be imported in place of the new one, or be in the wheel with it.
            old.unlink()
        for file, source in files.items():
            place = folder / file
            if place.suffix == ".pyi" and place.exists() and not place.read_text(encoding="utf-8").startswith(MADE):
                raise SystemExit("%s was written by hand: remove it, or the option type-stubs" % place)
            place.parent.mkdir(exist_ok=True, parents=True)
            shutil.copyfile(source, place)
            build_data["artifacts"].append("/%s/%s" % (into, file))
        if self.config.get("type-stubs"):
            # The mark of a package with types stands in the outermost one.
            while (folder.parent / "__init__.py").exists():
                folder = folder.parent
            (folder / "py.typed").touch()
            build_data["artifacts"].append("/" + (folder / "py.typed").relative_to(self.root).as_posix())


def write_stub(stub, name, door, folder):
    """Writes the stub of the module `name` into `folder`."""
    settings = 'NAME, DOOR = "%s", %s' % (name, json.dumps(door) if door else "None")
    written, text = folder / (name + ".stub.py"), stub.read_text(encoding="utf-8")
    if SETTINGS not in text:
        raise SystemExit("%s belongs to another version of hpy-rs than this hook: copy that one's" % stub)
    written.write_text(text.replace(SETTINGS, settings, 1), encoding="utf-8")
    return written


def write_type_stubs(library, name, into):
    """Writes the type stubs of the module `name`; gives what each file is called in a wheel."""
    ask = getattr(ctypes.CDLL(str(library)), TYPE_STUBS + name)
    ask.restype = ctypes.c_char_p
    files = {}
    for path, text in json.loads(ask().decode("utf-8")).items():
        if into is None:
            # Beside a module that is in no package, type checkers do not look for NAME.pyi.
            inside = path[len(name) + 1:] if path.startswith(name + "/") else "__init__.pyi"
            path = "%s-stubs/%s" % (name, inside)
        written = library.parent / "type-stubs" / path
        written.parent.mkdir(exist_ok=True, parents=True)
        written.write_text(text, encoding="utf-8")
        files[path] = written
    return files


def cargo_build(crate, abi, features):
    """The library of `crate` with these features, and the stub that hpy-rs has for all modules. The library for `type-stubs` is only
    asked for them, so that it is built fast."""
    if not isinstance(features, list) or not all(isinstance(feature, str) for feature in features):
        raise SystemExit('features must be a list of texts: features = ["fast"]')
    command = ["cargo", "build", "--lib", "--message-format=json-render-diagnostics"]
    if abi != "type-stubs":
        command.append("--release")
    environment = dict(os.environ)
    if abi != "universal":
        features = [*features, "hpy-rs/" + abi]
    if abi in ("abi3", "cpython"):
        # A folder of their own: cargo would mix up what was built with different features.
        command += ["--target-dir", str(crate / "target" / abi)]
        environment["PYO3_PYTHON"] = sys.executable
    if features:
        command += ["--features", ",".join(features)]
    try:
        built = subprocess.run(command, cwd=crate, env=environment, stdout=subprocess.PIPE, check=True)
    except FileNotFoundError:
        raise SystemExit("cargo is not there: install Rust, https://rustup.rs") from None
    except subprocess.CalledProcessError:
        raise SystemExit("the crate does not build") from None
    library = stub = None
    # What macros print goes there, too.
    messages = [line for line in built.stdout.splitlines() if line.startswith(b"{")]
    for message in map(json.loads, messages):
        if message["reason"] != "compiler-artifact":
            continue
        manifest = Path(message["manifest_path"])
        if message["target"]["name"] == "hpy_rs":
            stub = manifest.with_name("stub.py")
        if manifest.samefile(crate / "Cargo.toml") and "cdylib" in message["target"]["kind"]:
            library = next(Path(name) for name in message["filenames"] if name.endswith(".so"))
    if library is None:
        raise SystemExit('%s makes no shared library: it needs\n[lib]\ncrate-type = ["cdylib"]' % (crate / "Cargo.toml"))
    if stub is None:
        raise SystemExit("%s does not depend on hpy-rs" % (crate / "Cargo.toml"))
    return library, stub


def look(library, abi):
    """The names of the modules in `library`, and its only door: "own" if HPy cannot make one of its classes, "hpy" if it was
    built without its own; else None."""
    with library.open("rb") as file:
        elf = ELFFile(file)
        symbols = list(elf.get_section_by_name(".dynsym").iter_symbols())
        section = elf.get_section_by_name(DOOR_SECTION)
        needs_own = section is not None and any(section.data())
        dynamic = elf.get_section_by_name(".dynamic")
        needed = [tag.needed for tag in dynamic.iter_tags() if tag.entry.d_tag == "DT_NEEDED"]
    exported = {symbol.name for symbol in symbols if symbol["st_shndx"] != "SHN_UNDEF"}
    wanted = {symbol.name for symbol in symbols} - exported
    universal = sorted(name[len("HPyInit_"):] for name in exported if name.startswith("HPyInit_"))
    names = sorted(name[len("PyInit_"):] for name in exported if name.startswith("PyInit_"))
    of_python = sorted(name for name in wanted if name.startswith(("Py", "_Py")))
    has_own = bool(names)
    names = names or universal
    if not names:
        raise SystemExit("%s has no module: the crate needs a #[hpy_module]" % library)
    if abi == "universal" and (of_python or universal != names):
        raise SystemExit(
            "%s is not universal, as a dependency links Python or asks for hpy-rs's feature cpython; "
            "it wants %s" % (library, ", ".join(of_python) or "no HPy")
        )
    if abi != "universal" and (universal or not of_python):
        raise SystemExit("%s is universal: hpy-rs's feature %s did not reach it" % (library, abi))
    for python in needed:
        if python.startswith("libpython"):
            raise SystemExit("%s loads %s: hpy-rs's feature embed is for tests" % (library, python))
    unstable = sorted(NOT_STABLE & wanted)
    if abi == "abi3" and unstable:
        raise SystemExit("%s is for one CPython only: the stable ABI of 3.9 has no %s" % (library, ", ".join(unstable)))
    if abi == "cpython" and not unstable:
        raise SystemExit("%s keeps to the stable ABI: a dependency asks for hpy-rs's feature abi3. Remove it there, or use HPY_RS_ABI=abi3" % library)
    return names, "own" if needs_own else None if has_own else "hpy"
