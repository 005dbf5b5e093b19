//! The catalogue: which interpreters there are to test on, and where each comes from.

use super::Implementation;

/// A line of the catalogue.
#[derive(Debug, Clone)]
pub(super) struct Wanted {
    pub(super) name: String,
    pub(super) implementation: Implementation,
    /// The Python language version it must answer with.
    pub(super) python: (u8, u8),
    pub(super) source: Source,
}

/// Where an interpreter comes from.
#[derive(Debug, Clone)]
pub(super) enum Source {
    /// The machine: `python3.X` on PATH or under pyenv.
    Machine {
        /// Give it a virtual environment with `hpy` in it.
        hpy: bool,
        /// Where to get it when the machine has none.
        otherwise: Option<Debian>,
    },
    /// Packages of a Debian suite, unpacked.
    Debian(Debian),
    /// Packages of a Debian suite that hold a debug build beside the usual one: the binary's name ends with `d`.
    DebianDebug(Debian),
    /// A source package of a Debian suite, built here without the global interpreter lock.
    Sources {
        suite: &'static str,
        /// `{}` stands for its version.
        package: &'static str,
    },
    /// Jars from Maven, on a Java virtual machine.
    Maven(Maven),
}

impl Source {
    /// Whether its threads run at the same time.
    pub(super) fn is_free_threaded(&self) -> bool {
        matches!(self, Self::Sources { .. })
    }
}

/// Packages of a Debian suite.
#[derive(Debug, Clone, Copy)]
pub(super) struct Debian {
    pub(super) suite: &'static str,
    /// Those of the interpreter; `{}` stands for its version.
    pub(super) packages: &'static [&'static str],
    /// The interpreter's binary in them, up to its version.
    pub(super) binary: &'static str,
}

/// A GraalPy on Maven.
#[derive(Debug, Clone, Copy)]
pub(super) struct Maven {
    pub(super) version: &'static str,
    /// Whether its HPy needs the LLVM language beside it.
    pub(super) llvm: bool,
    /// Whether to switch the Graal compiler on.
    pub(super) compiler: bool,
    pub(super) java: Java,
}

/// Which Java virtual machine a GraalPy runs on.
#[derive(Debug, Clone, Copy)]
pub(super) struct Java {
    /// The oldest that will do.
    pub(super) oldest: u32,
    /// The newest that will do.
    pub(super) newest: u32,
    /// What to unpack when the machine has none of these.
    pub(super) otherwise: &'static Jre,
}

/// A Java virtual machine in a Debian suite.
#[derive(Debug)]
pub(super) struct Jre {
    pub(super) version: u32,
    pub(super) suite: &'static str,
}

/// What is unpacked of it, with `{}` for its version.
pub(super) const JRE: [&str; 8] = [
    "openjdk-{}-jre-headless",
    "libc6",
    "libstdc++6",
    "libgcc-s1",
    "zlib1g",
    "libjpeg62-turbo",
    "libpcsclite1",
    "liblcms2-2",
];

/// The shared libraries that a binary of another Debian needs beside it.
pub(super) const LIBRARIES: [&str; 15] = [
    "libbz2-1.0",
    "libc6",
    "libexpat1",
    "libffi8",
    "libgcc-s1",
    "libgdbm6t64",
    "liblzma5",
    "libncursesw6",
    "libreadline8t64",
    "libsqlite3-0",
    "libssl3t64",
    "libtinfo6",
    "libuuid1",
    "libzstd1",
    "zlib1g",
];

const CPYTHON: &[&str] = &["python{}", "python{}-minimal", "libpython{}-stdlib", "libpython{}-minimal"];
const PYPY: &[&str] = &["pypy3", "pypy3-lib"];
const CPYTHON_DEBUG: &[&str] =
    &["python{}-dbg", "libpython{}-dbg", "python{}", "python{}-minimal", "libpython{}-stdlib", "libpython{}-minimal"];

const JRE_21: Jre = Jre { version: 21, suite: "trixie" };
const JRE_25: Jre = Jre { version: 25, suite: "sid" };

/// GraalPy 23 and 24 start on any of these; newer ones took away what they stand on.
const JAVA_17: Java = Java { oldest: 17, newest: 24, otherwise: &JRE_21 };
/// The one that GraalPy 23's compiler fits.
const JAVA_21: Java = Java { oldest: 21, newest: 21, otherwise: &JRE_21 };
const JAVA_25: Java = Java { oldest: 25, newest: 25, otherwise: &JRE_25 };

const GRAALPY_23: Maven = Maven { version: "23.1.2", llvm: true, compiler: false, java: JAVA_17 };
const GRAALPY_24: Maven = Maven { version: "24.2.2", llvm: true, compiler: false, java: JAVA_17 };
const GRAALPY_25: Maven = Maven { version: "25.0.3", llvm: false, compiler: false, java: JAVA_25 };

/// Every interpreter, oldest first within its implementation; behind them those for a purpose, which their names end with.
pub(super) fn all() -> Vec<Wanted> {
    let mut all: Vec<Wanted> = (8..=15).map(cpython).collect();
    all.push(pypy("pypy7.3", "trixie"));
    all.push(pypy("pypy8", "sid"));
    all.push(graalpy("graalpy23", 10, GRAALPY_23));
    all.push(graalpy("graalpy24", 11, GRAALPY_24));
    all.push(graalpy("graalpy25", 12, GRAALPY_25));
    all.push(graalpy("graalpy23-jit", 10, Maven { compiler: true, java: JAVA_21, ..GRAALPY_23 }));
    all.push(graalpy("graalpy25-jit", 12, Maven { compiler: true, ..GRAALPY_25 }));
    all.push(cpython_debug(14));
    all.push(cpython_freethreaded(13, "trixie"));
    all.push(cpython_freethreaded(14, "sid"));
    all
}

impl Wanted {
    /// Whether one of `names` is a part of its name, or there are none. One for a purpose must be asked for by that.
    pub(super) fn is_named(&self, names: &[String]) -> bool {
        let purpose = self.name.split_once('-').map(|(_, purpose)| purpose);
        let named = |part: &String| self.name.contains(part.as_str()) && purpose.is_none_or(|word| part.contains(word));
        names.iter().any(named) || (names.is_empty() && purpose.is_none())
    }
}

fn cpython(minor: u8) -> Wanted {
    let debian = |suite| Debian { suite, packages: CPYTHON, binary: "usr/bin/python3." };
    let otherwise = match minor {
        13 => Some(debian("trixie")),
        14.. => Some(debian("sid")),
        _ => None,
    };
    Wanted {
        name: format!("cpython3.{minor}"),
        implementation: Implementation::CPython,
        python: (3, minor),
        source: Source::Machine { hpy: minor <= 12, otherwise },
    }
}

fn cpython_debug(minor: u8) -> Wanted {
    let debian = Debian { suite: "sid", packages: CPYTHON_DEBUG, binary: "usr/bin/python3." };
    Wanted {
        name: format!("cpython3.{minor}-debug"),
        implementation: Implementation::CPython,
        python: (3, minor),
        source: Source::DebianDebug(debian),
    }
}

fn cpython_freethreaded(minor: u8, suite: &'static str) -> Wanted {
    Wanted {
        name: format!("cpython3.{minor}-freethreaded"),
        implementation: Implementation::CPython,
        python: (3, minor),
        source: Source::Sources { suite, package: "python{}" },
    }
}

fn pypy(name: &str, suite: &'static str) -> Wanted {
    Wanted {
        name: name.to_owned(),
        implementation: Implementation::PyPy,
        python: (3, 11),
        source: Source::Debian(Debian { suite, packages: PYPY, binary: "usr/bin/pypy3." }),
    }
}

fn graalpy(name: &str, minor: u8, maven: Maven) -> Wanted {
    Wanted {
        name: name.to_owned(),
        implementation: Implementation::GraalPy,
        python: (3, minor),
        source: Source::Maven(maven),
    }
}

#[cfg(test)]
mod tests {
    use super::all;

    fn named(names: &[&str]) -> Vec<String> {
        let names: Vec<String> = names.iter().map(|&name| name.to_owned()).collect();
        all().into_iter().filter(|wanted| wanted.is_named(&names)).map(|wanted| wanted.name).collect()
    }

    #[test]
    fn those_for_a_purpose_must_be_asked_for() {
        assert_eq!(named(&["graalpy23", "3.14"]), ["cpython3.14", "graalpy23"]);
        assert_eq!(named(&["jit"]), ["graalpy23-jit", "graalpy25-jit"]);
        assert_eq!(named(&["cpython3.14-debug"]), ["cpython3.14-debug"]);
        assert_eq!(named(&["freethreaded"]), ["cpython3.13-freethreaded", "cpython3.14-freethreaded"]);
        assert!(named(&[]).iter().all(|name| !name.contains('-')));
    }
}
