//! Writes `abi/slot.rs`: the numbers of the slots.

use std::fmt::Write as _;

use super::HEADER;
use super::table::Table;

/// The text of `abi/slot.rs`, not yet formatted.
pub(super) fn text(table: &Table) -> String {
    let mut out = format!("{HEADER}{PREAMBLE}");
    for slot in &table.slots {
        let (name, number, signature) = (&slot.name, slot.number, &slot.signature);
        let _ = writeln!(out, "/// Signature [`HPyFunc_{signature}`](super::func::HPyFunc_{signature}).");
        let _ = writeln!(out, "pub const {name}: HPySlot_Slot = {number};");
    }
    out
}

const PREAMBLE: &str = "\
//! The slots that a type or a module may define, by number; CPython's numbers where it has the slot.

use std::ffi::c_int;

/// The number of a slot.
pub type HPySlot_Slot = c_int;
";
