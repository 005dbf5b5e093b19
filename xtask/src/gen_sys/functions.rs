//! Writes `api/functions/`: one Rust function for each entry, a file for each topic.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::HEADER;
use super::table::{Convention, Entry, FIRST_SHIFTED, Function, Kind, Table};

/// Topic to text, not yet formatted; the topic `mod` is the folder's own file.
pub(super) fn texts(table: &Table) -> BTreeMap<String, String> {
    let mut topics: BTreeMap<String, String> = BTreeMap::new();
    for entry in &table.entries {
        let text = match &entry.kind {
            Kind::Constant(name) => constant(entry.id, name),
            Kind::Function(function) => wrapper(entry, function),
        };
        topics.entry(entry.topic.clone()).or_default().push_str(&text);
    }
    let mut files: BTreeMap<String, String> =
        topics.iter().map(|(topic, body)| (topic.clone(), file(topic, body))).collect();
    files.insert("mod".to_owned(), index(topics.keys()));
    files
}

fn index<'a>(topics: impl Iterator<Item = &'a String> + Clone) -> String {
    let mut out = format!("{HEADER}{INDEX}");
    for topic in topics.clone() {
        let _ = writeln!(out, "mod {topic};");
    }
    for topic in topics {
        let _ = writeln!(out, "pub use {topic}::*;");
    }
    out
}

fn file(topic: &str, body: &str) -> String {
    let about = match topic {
        "constant" => "The constant handles of the context: borrowed, never closed, never returned without `HPy_Dup`",
        "error" => "Errors: raising, asking, clearing, warning",
        "execution" => "Running code, importing, leaving and re-entering Python, and the edge to the C API",
        "mapping" => "`dict`",
        "number" => "Numbers: conversions and operators",
        "object" => "Any object: lifetime, attributes, items, calls, comparison, text",
        "sequence" => "`list`, `tuple` and `slice`",
        "storage" => "Values kept by others: fields, globals, capsules, context variables, trackers",
        "text" => "`str` and `bytes`",
        "type_" => "Types and the structs of their instances",
        _ => topic,
    };
    let imports = imports(body);
    format!("{HEADER}//! {about}.\n\n{imports}\n{body}")
}

/// Only what the file names, so that no import is unused.
fn imports(body: &str) -> String {
    let names = |word: &str| body.split(|c: char| !(c.is_alphanumeric() || c == '_')).any(|found| found == word);
    let pick = |all: &[&'static str]| all.iter().copied().filter(|word| names(word)).collect::<Vec<_>>().join(", ");
    let c = pick(&["c_char", "c_int", "c_void"]);
    let own = pick(ABI_TYPES);
    let c = if c.is_empty() { String::new() } else { format!("use std::ffi::{{{c}}};\n\n") };
    let finders: Vec<_> =
        ["call_out", "entry", "late_entry"].into_iter().filter(|name| body.contains(&format!(" {name}!("))).collect();
    let found = match finders.as_slice() {
        [] => String::new(),
        all => format!("use crate::api::table::{{{}}};\n", all.join(", ")),
    };
    format!("{c}use crate::abi::{{{own}}};\nuse crate::api::context::ContextRef;\n{found}")
}

fn constant(id: usize, name: &str) -> String {
    assert!(id < FIRST_SHIFTED, "constants are in the part of the table that never moves");
    format!(
        "/// `ctx->{name}` (entry {id}): borrowed, cannot fail.\n{SAFETY_DOC}#[inline(always)]\n\
         pub unsafe fn {name}(ctx: ContextRef) -> HPy {{\n{FIXED}unsafe {{ (*ctx.as_raw()).{name} }}\n}}\n\n"
    )
}

fn wrapper(entry: &Entry, function: &Function) -> String {
    let field = entry.field();
    let name = &function.name;
    let parameters = function.parameters();
    let arguments = function.passed();
    let (result, end) = match function.convention {
        Convention::Raises => (" -> HPy".to_owned(), ";\nHPy::NULL"),
        Convention::Never => (" -> !".to_owned(), ";\nstd::process::abort()"),
        _ => (function.result.as_ref().map_or(String::new(), |result| format!(" -> {result}")), ""),
    };
    let end = if end.is_empty() && result.is_empty() { ";" } else { end };
    let find = if entry.id < FIRST_SHIFTED { "entry" } else { "late_entry" };
    let call = if runs_no_python(function) {
        format!("entry(ctx.as_raw(){arguments})")
    } else {
        format!("call_out!(entry(ctx.as_raw(){arguments}))")
    };
    format!(
        "/// `{name}` (entry {}, `{field}`).\n///\n/// {}\n{SAFETY_DOC}#[inline(always)]\n\
         pub unsafe fn {name}(ctx: ContextRef{parameters}){result} {{\n\
         let entry = {find}!(ctx.{field});\n{CALL}unsafe {{ {call} }}{end}\n}}\n\n",
        entry.id,
        convention(function)
    )
}

/// Whether a call of it ends before anything else can happen, above all the end of the thread.
fn runs_no_python(function: &Function) -> bool {
    let looks = matches!(function.convention, Convention::Flag | Convention::Unchecked | Convention::CannotFail);
    looks && !function.name.starts_with("HPy_HasAttr")
}

fn convention(function: &Function) -> &'static str {
    let handle = function.result.as_deref() == Some("HPy");
    let pointer = function.result.as_deref().is_some_and(|result| result.starts_with('*'));
    let unsigned =
        function.result.as_deref().is_some_and(|result| matches!(result, "u32" | "u64" | "usize" | "HPy_UCS4"));
    match function.convention {
        Convention::New if handle => "Returns a new owned handle, or null with an exception set.",
        Convention::New => "Returns a new value, or null with an exception set.",
        Convention::CannotFail => "Returns a new owned handle; cannot fail.",
        Convention::Null | Convention::Raises => "Sets an exception and returns null.",
        Convention::Status => "Returns -1 with an exception set on error, and never otherwise.",
        Convention::Ambiguous if pointer => "Returns null with an exception set on error; null may also be a value.",
        Convention::Ambiguous if unsigned => {
            "Returns all ones with an exception set on error; all ones may also be a value."
        }
        Convention::Ambiguous => "Returns -1 with an exception set on error; -1 may also be a value.",
        Convention::Flag => "Returns 0 or 1; reports no error.",
        Convention::Pointer => "Returns a pointer that lives as long as the handle, or null with an exception set.",
        Convention::Unchecked => "Arguments are not checked: a wrong one is undefined behaviour.",
        Convention::Shape => "Returns the shape, or -2 with an exception set.",
        Convention::Builder => "Returns an opaque value; reports no error.",
        Convention::Nothing => "Reports no error.",
        Convention::Never => "Prints the message and ends the process.",
    }
}

const ABI_TYPES: &[&str] = &[
    "HPy",
    "HPyCFunction",
    "HPyCallFunction",
    "HPyCapsule_Destructor",
    "HPyCapsule_Key",
    "HPyField",
    "HPyFunc_Signature",
    "HPyGlobal",
    "HPyListBuilder",
    "HPyThreadState",
    "HPyTracker",
    "HPyTupleBuilder",
    "HPyType_BuiltinShape",
    "HPyType_Spec",
    "HPyType_SpecParam",
    "HPy_SourceKind",
    "HPy_UCS4",
    "HPy_hash_t",
    "HPy_ssize_t",
    "PyObject",
    "wchar_t",
];

const INDEX: &str = "\
//! One function for each entry of the context table, under HPy's public name.
//!
//! # Safety
//!
//! Every function asks the same of its caller, besides what HPy's documentation says of it: `ctx` is the context of the
//! running call (or, for the C API edge, of the running thread's interpreter), an [exec slot](crate::api::Exec) has found
//! out the interpreter, handles are live and belong to `ctx`, pointers are valid for what the function does with them,
//! C strings end with NUL and are UTF-8.

#![expect(clippy::inline_always, reason = \"each is one load and one call: nothing may come between\")]

";

const SAFETY_DOC: &str = "///\n/// # Safety\n///\n/// The [terms of all functions](crate::api::functions#safety).\n";
const FIXED: &str = "// SAFETY: a ContextRef points at a live table, and the layouts agree up to this entry.\n";
const CALL: &str = "// SAFETY: the caller keeps the terms of all functions.\n";
