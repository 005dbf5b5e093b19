//! The one door for people who work on hpy-rs: `cargo xtask COMMAND`.
//!
//! One command, one file or folder. What a test could check lives in the crates, not here.

mod bench;
mod bless;
mod build;
mod demo;
mod gen_sys;
mod interpreters;
mod parallel;
mod process;
mod symbolize;
mod table;
mod test;
mod workspace;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", about, version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Find every Python interpreter the tests know, or fetch it into the cache folder
    Interpreters(interpreters::Args),
    /// Build a crate into the files that Python imports
    Build(build::Args),
    /// Run everything that must hold: format, lints, documentation, Rust tests, Python tests on interpreters
    Test(test::Args),
    /// Try to break what is built with hpy-rs: each probe in a process of its own, on every kind of interpreter
    Hostile(test::hostile::Args),
    /// Run the Python tests while a tool looks on: a count of references, valgrind, or `AddressSanitizer`
    Deep(test::deep::Args),
    /// Build examples/ujson once and show it at work on every interpreter, with timings
    Demo(demo::Args),
    /// Measure the micro suite: C API, HPy in C, PyO3 and hpy-rs through both doors, side by side
    Bench(bench::Args),
    /// Write what the compile-fail tests and those of type stubs expect anew; read the difference
    Bless,
    /// Name the Rust functions and lines at addresses in a library, as HPy's stack traces give them
    Symbolize(symbolize::Args),
    /// Write the generated part of hpy-sys anew
    GenSys {
        /// Only compare it with what is there
        #[arg(long)]
        check: bool,
    },
}

fn main() -> ExitCode {
    match run(Cli::parse().command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> anyhow::Result<()> {
    match command {
        Command::Interpreters(args) => interpreters::run(&args),
        Command::Build(args) => build::run(&args),
        Command::Test(args) => test::run(&args),
        Command::Hostile(args) => test::hostile::run(&args),
        Command::Deep(args) => test::deep::run(&args),
        Command::Demo(args) => demo::run(&args),
        Command::Bench(args) => bench::run(&args),
        Command::Bless => bless::run(),
        Command::Symbolize(args) => symbolize::run(&args),
        Command::GenSys { check } => gen_sys::run(check),
    }
}
