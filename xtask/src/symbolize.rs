//! `cargo xtask symbolize`: Rust lines for the addresses in a stack trace.
//!
//! HPy's leak detector knows frames as `NAME.hpy0.so(+0x1234)`; the tests ask here what they are.

use std::path::{Path, PathBuf};

use addr2line::Loader;
use anyhow::{Context, Result, anyhow};
use object::{Object, ObjectSymbol};

use crate::workspace;

/// The options of `cargo xtask symbolize`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The library, with its line tables
    library: PathBuf,
    /// Return addresses in it, such as `+0x1234` or `PyInit_ujson+0x12`
    #[arg(required = true)]
    places: Vec<String>,
}

/// Prints a line for each function at each place, innermost first: `path:line function`.
///
/// # Errors
/// When the library cannot be read.
pub(crate) fn run(args: &Args) -> Result<()> {
    let bytes = std::fs::read(&args.library).with_context(|| format!("cannot read {}", args.library.display()))?;
    let symbols = object::File::parse(&*bytes)?;
    let loader = Loader::new(&args.library).map_err(|error| anyhow!("{}: {error}", args.library.display()))?;
    for place in &args.places {
        // One back: the call lies before the address it returns to.
        if let Some(address) = address(&symbols, place).and_then(|address| address.checked_sub(1)) {
            for line in lines(&loader, address) {
                println!("{line}");
            }
        }
    }
    Ok(())
}

/// What `symbol+0x12` or `+0x1234` stands for.
fn address(library: &object::File<'_>, place: &str) -> Option<u64> {
    let (name, offset) = place.split_once('+')?;
    let offset = u64::from_str_radix(offset.strip_prefix("0x")?, 16).ok()?;
    if name.is_empty() {
        return Some(offset);
    }
    let symbol = library.dynamic_symbols().find(|symbol| symbol.name() == Ok(name))?;
    symbol.address().checked_add(offset)
}

fn lines(loader: &Loader, address: u64) -> Vec<String> {
    let mut lines = Vec::new();
    let Ok(mut frames) = loader.find_frames(address) else { return lines };
    while let Ok(Some(frame)) = frames.next() {
        let function = frame.function.as_ref().and_then(|name| name.demangle().ok().map(String::from));
        let Some(location) = frame.location else { continue };
        let file = Path::new(location.file.unwrap_or("?"));
        let file = file.strip_prefix(workspace::root()).unwrap_or(file);
        let line = location.line.unwrap_or(0);
        lines.push(format!("{}:{line} {}", file.display(), function.unwrap_or_default()).trim_end().to_owned());
    }
    lines
}
