//! Writes `abi/context.rs`: the context table in its two layouts.

use std::fmt::Write as _;

use super::HEADER;
use super::table::{Convention, Entry, FIRST_SHIFTED, Function, Kind, Table};

/// The text of `abi/context.rs`, not yet formatted.
pub(super) fn text(table: &Table) -> String {
    let mut out = format!("{HEADER}{PREAMBLE}");
    let (common, later) = table.entries.split_at(FIRST_SHIFTED);
    let _ = writeln!(out, "/// Number of entries.\npub const ENTRIES: usize = {};", table.entries.len());
    let _ = writeln!(out, "{FIRST_SHIFTED_DOC}pub const FIRST_SHIFTED: usize = {FIRST_SHIFTED};\n");
    out += "/// The table of HPy 0.9.0: hpy on CPython, PyPy 3.9 and 3.10, GraalPy 23.1 to 24.2.\n";
    out += &open("HPyContext");
    out.extend(common.iter().chain(later).map(field));
    out += "}\n\n";
    out += "/// The table of PyPy 3.11: `h_DictType` sits at 244 and pushes what follows one word on.\n";
    out += &open("HPyContextShifted");
    out.extend(common.iter().map(field));
    out += "/// `h_DictType`, only here.\npub h_DictType: HPy,\n";
    out.extend(later.iter().map(field));
    out += "}\n\n";
    out + &conversion(table)
}

fn open(name: &str) -> String {
    format!("#[repr(C)]\n#[derive(Clone, Copy, Debug)]\npub struct {name} {{{HEAD}")
}

fn field(entry: &Entry) -> String {
    let name = entry.field();
    let id = entry.id;
    match &entry.kind {
        Kind::Constant(_) => format!("/// Entry {id}: a borrowed constant.\npub {name}: HPy,\n"),
        Kind::Function(function) => {
            let says = table_convention(function.convention);
            format!("/// Entry {id}, `{}`: {says}.\npub {name}: {},\n", function.name, pointer(function))
        }
    }
}

fn pointer(function: &Function) -> String {
    let arguments = function.parameters();
    let result = function.result.as_ref().map_or(String::new(), |result| format!(" -> {result}"));
    format!("unsafe extern \"C\" fn(ctx: *mut HPyContext{arguments}){result}")
}

fn table_convention(convention: Convention) -> &'static str {
    match convention {
        Convention::New => "a new owned value, null on error",
        Convention::CannotFail => "a new owned handle",
        Convention::Null => "null, after raising",
        Convention::Raises => "raises and returns nothing, unlike the public function",
        Convention::Status => "-1 on error",
        Convention::Ambiguous => "the sentinel may be a value",
        Convention::Flag => "0 or 1",
        Convention::Pointer => "a borrowed pointer, null on error",
        Convention::Unchecked => "arguments are not checked",
        Convention::Shape => "-2 on error",
        Convention::Builder => "an opaque value",
        Convention::Nothing => "no result",
        Convention::Never => "does not return",
    }
}

fn conversion(table: &Table) -> String {
    let mut out = String::from(CONVERSION);
    for name in ["name", "private", "abi_version"] {
        let _ = writeln!(out, "{name}: self.{name},");
    }
    out += "h_DictType: dict_type,\n";
    for entry in &table.entries {
        let name = entry.field();
        let _ = writeln!(out, "{name}: self.{name},");
    }
    out + "}\n}\n}\n"
}

const PREAMBLE: &str = "\
//! The context table that every HPy call goes through, in the two layouts that interpreters have.
//!
//! Up to entry 243 they agree. Neither the ABI version nor the table's name tells them apart.

use std::ffi::{c_char, c_int, c_void};

use super::def::{HPyCallFunction, HPyCapsule_Destructor};
use super::func::{HPy_SourceKind, HPyCFunction, HPyCapsule_Key, HPyFunc_Signature};
use super::handle::{
    HPy, HPy_UCS4, HPy_hash_t, HPy_ssize_t, HPyField, HPyGlobal, HPyListBuilder, HPyThreadState, HPyTracker,
    HPyTupleBuilder, PyObject, wchar_t,
};
use super::type_spec::{HPyType_BuiltinShape, HPyType_Spec, HPyType_SpecParam};

";

const FIRST_SHIFTED_DOC: &str = "/// First entry that is one word later in [`HPyContextShifted`].\n";

const HEAD: &str = "
    /// For debugging only: the interpreter's name of the table.
    pub name: *const c_char,
    /// The interpreter's own.
    pub private: *mut c_void,
    /// 0 everywhere, in both layouts.
    pub abi_version: c_int,
";

const CONVERSION: &str = "\
impl HPyContext {
    /// The same table in the layout of PyPy 3.11.
    #[expect(clippy::too_many_lines, reason = \"one line for each entry\")]
    pub const fn shifted(&self, dict_type: HPy) -> HPyContextShifted {
        HPyContextShifted {
";
