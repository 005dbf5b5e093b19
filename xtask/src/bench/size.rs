//! How long a module of 50 functions and 20 classes takes to build, and how large it is, on hpy-rs and on PyO3, by kinds of file.
//!
//! Both sources come from one text, in which only the names of the frameworks' attributes differ.

use std::fmt::Write;
use std::fs;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};

use super::{peers, target};
use crate::interpreters::Interpreter;
use crate::workspace;

const FUNCTIONS: usize = 50;
const CLASSES: usize = 20;

/// Five functions; `@` is a number that tells them from the others.
const FIVE_FUNCTIONS: &str = r#"
/// Function 0 of 5.
#[FUNCTION]
fn f@_0() -> usize { @ }
/// Function 1 of 5.
#[FUNCTION(signature = (a, b = 2))]
fn f@_1(a: i64, b: i64) -> i64 { a + b + @ }
/// Function 2 of 5.
#[FUNCTION]
fn f@_2(text: &str) -> String { format!("{text}@") }
/// Function 3 of 5.
#[FUNCTION(signature = (items, /))]
fn f@_3(items: Vec<f64>) -> f64 { items.iter().sum::<f64>() + @.0 }
/// Function 4 of 5.
#[FUNCTION(signature = (a = None, *, flag = true))]
fn f@_4(a: Option<f64>, flag: bool) -> RESULT<f64> {
    if flag { Ok(a.unwrap_or(@.0)) } else { Err(PyValueError::NEW_ERROR("flag")) }
}
"#;

const CLASS: &str = r#"
/// A class.
#[CLASS]
struct C@ { #[FIELD(get, set)] x: f64, #[FIELD(get, set)] y: f64, #[FIELD(get)] name: String }
#[METHODS]
impl C@ {
    #[new]
    fn new(x: f64, y: f64, name: String) -> Self { C@ { x, y, name } }
    /// The norm.
    fn norm(&self) -> f64 { self.x.hypot(self.y) + @.0 }
    fn scale(&mut self, by: f64) { self.x *= by; self.y *= by; }
    fn dot(&self, other: &C@) -> f64 { self.x * other.x + self.y * other.y }
    #[staticmethod]
    fn origin() -> Self { C@ { x: 0.0, y: 0.0, name: String::new() } }
    fn __repr__(&self) -> String { format!("C@({}, {})", self.x, self.y) }
    fn __len__(&self) -> usize { 2 }
    fn __add__(&self, other: &C@) -> C@ {
        C@ { x: self.x + other.x, y: self.y + other.y, name: self.name.clone() }
    }
}
"#;

/// What the frameworks call the same things.
struct Framework {
    title: &'static str,
    folder: &'static str,
    dependency: String,
    imports: &'static str,
    words: [(&'static str, &'static str); 6],
    module: &'static str,
    export: &'static str,
}

/// hpy-rs for every interpreter, or with `options` of the dependency for some of them.
fn ours(title: &'static str, folder: &'static str, options: &str) -> Framework {
    let path = workspace::root().join("hpy-rs");
    Framework {
        title,
        folder,
        dependency: format!("hpy-rs = {{ path = '{}'{options} }}", path.display()),
        imports: "use hpy_rs::prelude::*;",
        words: [
            ("FUNCTION", "hpy_function"),
            ("CLASS", "hpy_type"),
            ("METHODS", "hpy_methods"),
            ("FIELD", "hpy"),
            ("RESULT", "Result"),
            ("NEW_ERROR", "new"),
        ],
        module: "#[hpy_module]",
        export: "#[hpy_export]",
    }
}

fn pyo3(title: &'static str, folder: &'static str, features: &str) -> Framework {
    Framework {
        title,
        folder,
        dependency: format!("pyo3 = {{ version = '0.30', features = [{features}] }}"),
        imports: "use pyo3::prelude::*; use pyo3::exceptions::PyValueError;",
        words: [
            ("FUNCTION", "pyfunction"),
            ("CLASS", "pyclass"),
            ("METHODS", "pymethods"),
            ("FIELD", "pyo3"),
            ("RESULT", "PyResult"),
            ("NEW_ERROR", "new_err"),
        ],
        module: "#[pymodule]",
        export: "#[pymodule_export]",
    }
}

impl Framework {
    fn source(&self) -> String {
        let mut source = self.imports.to_owned();
        let mut names = Vec::new();
        for number in 0..FUNCTIONS / 5 {
            source += &FIVE_FUNCTIONS.replace('@', &number.to_string());
            names.extend((0..5).map(|function| format!("f{number}_{function}")));
        }
        for number in 0..CLASSES {
            source += &CLASS.replace('@', &number.to_string());
            names.push(format!("C{number}"));
        }
        for (word, name) in self.words {
            source = source.replace(word, name);
        }
        source + &format!("{}\nmod size {{ {} use super::{{{}}}; }}\n", self.module, self.export, names.join(", "))
    }

    /// The crate, as a workspace of its own.
    fn write(&self) -> Result<PathBuf> {
        let folder = target().join("size").join(self.folder);
        let manifest = format!(
            "[package]\nname = 'size'\nversion = '0.0.0'\nedition = '2024'\n[lib]\ncrate-type = ['cdylib']\n\
             [dependencies]\n{}\n[profile.release]\nlto = 'fat'\ncodegen-units = 1\nstrip = true\n[workspace]\n",
            self.dependency
        );
        fs::create_dir_all(folder.join("src")).with_context(|| format!("cannot make {}", folder.display()))?;
        for (file, text) in [("Cargo.toml", manifest), ("src/lib.rs", self.source())] {
            let file = folder.join(file);
            fs::write(&file, text).with_context(|| format!("cannot write {}", file.display()))?;
        }
        Ok(folder)
    }

    /// Builds it from nothing, and then the module alone once more.
    fn measure(&self, interpreter: &Interpreter) -> Result<Measured> {
        let folder = self.write()?;
        let out = folder.join("target");
        if out.exists() {
            fs::remove_dir_all(&out).with_context(|| format!("cannot remove {}", out.display()))?;
        }
        let build = || -> Result<Duration> {
            let start = Instant::now();
            peers::release_build(&folder, &out, interpreter, &[])?;
            Ok(start.elapsed())
        };
        let clean = build()?;
        fs::write(folder.join("src/lib.rs"), self.source())?;
        let module = build()?;
        let library = out.join("release/libsize.so");
        let bytes = fs::metadata(&library).with_context(|| format!("cannot read {}", library.display()))?.len();
        Ok(Measured { clean, module, bytes })
    }
}

struct Measured {
    /// A build with all dependencies, which are fetched already.
    clean: Duration,
    /// A build of nothing but the module.
    module: Duration,
    /// The stripped library.
    bytes: u64,
}

/// What is compared: a file for every interpreter, for those with HPy, for one CPython, and for the stable ABI.
fn all() -> [Framework; 6] {
    [
        ours("hpy-rs", "ours", ""),
        ours("hpy-rs, HPy alone", "ours-hpy", ", default-features = false"),
        ours("hpy-rs, cpython", "ours-cpython", ", features = ['cpython']"),
        pyo3("PyO3", "pyo3", ""),
        ours("hpy-rs, abi3", "ours-abi3", ", features = ['abi3']"),
        pyo3("PyO3, abi3", "pyo3-abi3", "'abi3-py310'"),
    ]
}

/// A table of both frameworks.
///
/// # Errors
/// When one of the modules cannot be built.
pub(super) fn run(interpreter: &Interpreter) -> Result<String> {
    let mut table = format!("{FUNCTIONS} functions and {CLASSES} classes: release builds with fat LTO, stripped\n\n");
    writeln!(table, "{:<18}{:>14}{:>14}{:>14}", "", "clean build", "module again", "size")?;
    for framework in all() {
        println!("building a module on {}", framework.title);
        let Measured { clean, module, bytes } =
            framework.measure(interpreter).with_context(|| format!("a module on {}", framework.title))?;
        let (clean, module) = (clean.as_secs_f64(), module.as_secs_f64());
        writeln!(table, "{:<18}{clean:>12.1} s{module:>12.1} s{:>11} KB", framework.title, bytes / 1000)?;
    }
    Ok(table)
}
