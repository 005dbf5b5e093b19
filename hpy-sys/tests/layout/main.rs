//! The Rust declarations against C's, by a C program compiled with the headers of an HPy.
//!
//! `HPY_SYS_INCLUDE_DIRS` lists folders with `hpy.h` (or jars of GraalPy that hold one); `cargo xtask test` sets it to what
//! the project's interpreters ship. Without it the HPy of the `python3` on the path is taken.

mod entries;
mod ours;
mod theirs;

use hpy_sys::abi::{ENTRIES, FIRST_SHIFTED, HPyContext, HPyContextShifted};
use ours::{Facts, Layout};
use std::mem::offset_of;

#[test]
fn rust_and_c_agree() {
    let headers = theirs::headers();
    if headers.is_empty() {
        println!("SKIPPED: no headers of HPy found; set HPY_SYS_INCLUDE_DIRS or install hpy for python3");
    }
    for headers in &headers {
        let layout = headers.layout();
        let ours = ours::facts(layout);
        let theirs = headers.facts(&ours);
        let differing: Vec<String> = ours
            .iter()
            .filter(|(expression, value)| theirs.get(*expression) != Some(value))
            .map(|(expression, value)| format!("{expression}: {value} in Rust, {:?} in C", theirs.get(expression)))
            .collect();
        assert!(differing.is_empty(), "{}: {differing:#?}", headers.folder.display());
        let types = ours::types();
        let differing = headers.differing_types(&types);
        assert!(differing.is_empty(), "{}: {differing:#?}", headers.folder.display());
        println!("{}: {layout:?}, {} numbers and {} types agree", headers.folder.display(), ours.len(), types.len());
    }
}

#[test]
fn every_constant_of_the_abi_is_compared() {
    let sources = [
        include_str!("../../src/abi/def.rs"),
        include_str!("../../src/abi/func.rs"),
        include_str!("../../src/abi/module.rs"),
        include_str!("../../src/abi/slot.rs"),
        include_str!("../../src/abi/type_spec.rs"),
    ];
    let facts: Facts = ours::facts(Layout::Plain);
    let declared = sources.iter().flat_map(|source| source.lines()).filter_map(|line| line.strip_prefix("pub const "));
    let missing: Vec<&str> =
        declared.filter_map(|line| line.split(':').next()).filter(|name| !facts.contains_key(*name)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn the_two_layouts_differ_by_one_word_from_244_on() {
    let word = size_of::<usize>();
    assert_eq!(size_of::<HPyContext>(), (3 + ENTRIES) * word);
    assert_eq!(size_of::<HPyContextShifted>(), (4 + ENTRIES) * word);
    assert_eq!(offset_of!(HPyContext, h_Builtins), offset_of!(HPyContextShifted, h_Builtins));
    assert_eq!(offset_of!(HPyContextShifted, h_DictType), (3 + FIRST_SHIFTED) * word);
    assert_eq!(offset_of!(HPyContext, ctx_Capsule_New), (3 + FIRST_SHIFTED) * word);
    assert_eq!(offset_of!(HPyContext, ctx_CallMethod) + word, offset_of!(HPyContextShifted, ctx_CallMethod));
}
