//! Running `instructions.py` under callgrind: instructions per operation.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use super::suite;
use super::timing::{Row, rows};
use super::variant::Built;
use crate::interpreters::Interpreter;
use crate::process;

/// Counts the instructions of all variants, the loop included.
pub(super) fn run(interpreter: &Interpreter, built: &[Built], only: &str, folder: &Path) -> Result<Vec<Row<f64>>> {
    println!("{}: counting instructions", interpreter.name);
    let toggle = folder.join("callgrind.so");
    let mut compiler = Command::new("cc");
    compiler.args(["-O2", "-fPIC", "-shared"]).arg(suite().join("callgrind.c")).arg("-o").arg(&toggle);
    process::output(&mut compiler).context("valgrind's headers are needed")?;
    let dumps = folder.join("callgrind");
    if dumps.exists() {
        fs::remove_dir_all(&dumps)?;
    }
    fs::create_dir_all(&dumps)?;
    let mut command = process::python("valgrind");
    command.args(["--tool=callgrind", "--instr-atstart=no"]);
    command.arg(format!("--callgrind-out-file={}", dumps.join("dump").display()));
    command.arg(&interpreter.program).arg(suite().join("instructions.py")).args(["--only", only]);
    command.arg(&toggle).arg(&dumps).args(built.iter().map(Built::argument));
    rows(&mut command)
}
