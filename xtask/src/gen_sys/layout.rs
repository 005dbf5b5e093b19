//! Writes `tests/layout/entries.rs`: every generated name, for the test that compares them with C.

use std::fmt::Write as _;

use super::HEADER;
use super::table::{Entry, Kind, Table};

/// The text of `tests/layout/entries.rs`, not yet formatted.
pub(super) fn text(table: &Table) -> String {
    let mut out = format!("{HEADER}{PREAMBLE}");
    for entry in &table.entries {
        let _ = writeln!(out, "        $each!({} {});", kind(entry), entry.field());
    }
    out += "    }};\n}\n\n";
    out += "/// Calls the macro with each slot.\nmacro_rules! for_each_slot {\n    ($each:ident) => {{\n";
    for slot in &table.slots {
        let _ = writeln!(out, "        $each!({});", slot.name);
    }
    out + "    }};\n}\n\npub(crate) use {for_each_entry, for_each_slot};\n"
}

fn kind(entry: &Entry) -> &'static str {
    match entry.kind {
        Kind::Constant(_) => "constant",
        Kind::Function(_) => "function",
    }
}

const PREAMBLE: &str = "\
//! The names of all entries of the context table and of all slots, as `constant NAME`, `function NAME` and `NAME`.

/// Calls the macro with each entry of the table, in order.
macro_rules! for_each_entry {
\x20   ($each:ident) => {{
";
