//! What the Rust declarations say: sizes, offsets, numbers, and the types of functions.

use std::any::type_name;
use std::collections::BTreeMap;
use std::mem::offset_of;

use hpy_sys::abi::*;

use crate::entries::{for_each_entry, for_each_slot};

/// A C expression, and its value according to Rust.
pub(crate) type Facts = BTreeMap<String, i128>;
/// A C expression of function type, and the name of its type in Rust.
pub(crate) type Types = BTreeMap<String, &'static str>;

/// Where an interpreter's table has its entries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Layout {
    Plain,
    Shifted,
}

pub(crate) fn facts(layout: Layout) -> Facts {
    let mut facts = Facts::new();
    words(&mut facts);
    definitions(&mut facts);
    blocks(&mut facts);
    numbers(&mut facts);
    match layout {
        Layout::Plain => plain_table(&mut facts),
        Layout::Shifted => shifted_table(&mut facts),
    }
    facts
}

/// Records size and offsets of a struct. A trailing `_`, which keeps Rust's keywords away, is not in the C name.
macro_rules! record {
    ($facts:ident, $prefix:literal, $name:ident { $($field:ident $(= $theirs:literal)?),* }) => {
        $facts.insert(format!("sizeof({}{})", $prefix, stringify!($name)), size_of::<$name>() as i128);
        $facts.insert(format!("_Alignof({}{})", $prefix, stringify!($name)), align_of::<$name>() as i128);
        $(
            let theirs = [$($theirs,)? stringify!($field).trim_end_matches('_')][0];
            let expression = format!("offsetof({}{}, {theirs})", $prefix, stringify!($name));
            $facts.insert(expression, offset_of!($name, $field) as i128);
        )*
    };
}

fn words(facts: &mut Facts) {
    macro_rules! word {
        ($($name:ident)*) => { $( record!(facts, "", $name {}); )* };
    }
    word!(HPy HPyField HPyGlobal HPyListBuilder HPyTupleBuilder HPyTracker HPyThreadState);
    word!(HPy_ssize_t HPy_hash_t HPy_UCS4 wchar_t);
    word!(HPyFunc_Signature HPyDef_Kind HPyMember_FieldType HPySlot_Slot HPyType_BuiltinShape HPyType_SpecParam_Kind);
    word!(HPy_RichCmpOp HPy_SourceKind);
    facts.insert("sizeof(_HPyCapsule_key)".to_owned(), size_of::<HPyCapsule_Key>() as i128);
}

fn definitions(facts: &mut Facts) {
    record! { facts, "", HPySlot { slot, impl_, cpy_trampoline } }
    record! { facts, "", HPyMeth { name, impl_, cpy_trampoline, signature, doc } }
    record! { facts, "", HPyMember { name, type_, offset, readonly, doc } }
    record! { facts, "", HPyGetSet { name, getter_impl, setter_impl, getter_cpy_trampoline, setter_cpy_trampoline, doc, closure } }
    record! { facts, "", HPyDef { kind, body = "meth" } }
    record! { facts, "", HPyCapsule_Destructor { cpy_trampoline, impl_ } }
    record! { facts, "", HPyCallFunction { cpy_trampoline, impl_ } }
    record! { facts, "", HPyType_Spec { name, basicsize, itemsize, flags, builtin_shape, legacy_slots, defines, doc } }
    record! { facts, "", HPyType_SpecParam { kind, object } }
    record! { facts, "", HPyModuleDef { doc, size, legacy_methods, defines, globals } }
    record! { facts, "", HPy_buffer { buf, obj, len, itemsize, readonly, ndim, format, shape, strides, suboffsets, internal } }
}

fn blocks(facts: &mut Facts) {
    record! { facts, "_", HPyFunc_args_NOARGS { self_, result } }
    record! { facts, "_", HPyFunc_args_O { self_, arg, result } }
    record! { facts, "_", HPyFunc_args_VARARGS { self_, args, nargs, result } }
    record! { facts, "_", HPyFunc_args_KEYWORDS { self_, args, nargsf, kwnames, result } }
    record! { facts, "_", HPyFunc_args_UNARYFUNC { arg0, result } }
    record! { facts, "_", HPyFunc_args_BINARYFUNC { arg0, arg1, result } }
    record! { facts, "_", HPyFunc_args_TERNARYFUNC { arg0, arg1, arg2, result } }
    record! { facts, "_", HPyFunc_args_INQUIRY { arg0, result } }
    record! { facts, "_", HPyFunc_args_LENFUNC { arg0, result } }
    record! { facts, "_", HPyFunc_args_SSIZEARGFUNC { arg0, arg1, result } }
    record! { facts, "_", HPyFunc_args_SSIZEOBJARGPROC { arg0, arg1, arg2, result } }
    record! { facts, "_", HPyFunc_args_OBJOBJARGPROC { arg0, arg1, arg2, result } }
    record! { facts, "_", HPyFunc_args_OBJOBJPROC { arg0, arg1, result } }
    record! { facts, "_", HPyFunc_args_REPRFUNC { arg0, result } }
    record! { facts, "_", HPyFunc_args_HASHFUNC { arg0, result } }
    record! { facts, "_", HPyFunc_args_RICHCMPFUNC { arg0, arg1, arg2, result } }
    record! { facts, "_", HPyFunc_args_INITPROC { self_, args, kw, result } }
    record! { facts, "_", HPyFunc_args_NEWFUNC { self_, args, kw, result } }
    record! { facts, "_", HPyFunc_args_GETTER { arg0, arg1, result } }
    record! { facts, "_", HPyFunc_args_SETTER { arg0, arg1, arg2, result } }
    record! { facts, "_", HPyFunc_args_GETBUFFERPROC { self_, view, flags, result } }
    record! { facts, "_", HPyFunc_args_RELEASEBUFFERPROC { self_, view } }
    record! { facts, "_", HPyFunc_args_TRAVERSEPROC { self_, visit, arg, result } }
    record! { facts, "_", HPyFunc_args_DESTRUCTOR { arg0 } }
}

fn numbers(facts: &mut Facts) {
    macro_rules! number {
        ($($name:ident)*) => { $( facts.insert(stringify!($name).to_owned(), i128::from($name)); )* };
    }
    macro_rules! grouped {
        ($($prefix:ident: $($name:ident)*;)*) => { $($(
            facts.insert(stringify!($name).to_owned(), i128::from($name));
        )*)* };
    }
    for_each_slot!(number);
    number!(HPY_ABI_VERSION HPY_ABI_VERSION_MINOR HPy_LT HPy_LE HPy_EQ HPy_NE HPy_GT HPy_GE);
    grouped! {
        kinds: HPyDef_Kind_Slot HPyDef_Kind_Meth HPyDef_Kind_Member HPyDef_Kind_GetSet;
        flags: HPy_TPFLAGS_DEFAULT HPy_TPFLAGS_BASETYPE HPy_TPFLAGS_HAVE_VECTORCALL HPy_TPFLAGS_HAVE_GC;
        sources: HPy_SourceKind_Expr HPy_SourceKind_File HPy_SourceKind_Single;
        capsules: HPyCapsule_key_Pointer HPyCapsule_key_Name HPyCapsule_key_Context HPyCapsule_key_Destructor;
        parameters: HPyType_SpecParam_Base HPyType_SpecParam_BasesTuple HPyType_SpecParam_Metaclass;
        shapes: HPyType_BuiltinShape_Legacy HPyType_BuiltinShape_Object HPyType_BuiltinShape_Type
            HPyType_BuiltinShape_Long HPyType_BuiltinShape_Float HPyType_BuiltinShape_Unicode
            HPyType_BuiltinShape_Tuple HPyType_BuiltinShape_List;
        members: HPyMember_SHORT HPyMember_INT HPyMember_LONG HPyMember_FLOAT HPyMember_DOUBLE HPyMember_STRING
            HPyMember_OBJECT HPyMember_CHAR HPyMember_BYTE HPyMember_UBYTE HPyMember_USHORT HPyMember_UINT
            HPyMember_ULONG HPyMember_STRING_INPLACE HPyMember_BOOL HPyMember_OBJECT_EX HPyMember_LONGLONG
            HPyMember_ULONGLONG HPyMember_HPYSSIZET HPyMember_NONE;
        signatures: HPyFunc_VARARGS HPyFunc_KEYWORDS HPyFunc_NOARGS HPyFunc_O HPyFunc_DESTROYFUNC
            HPyFunc_GETBUFFERPROC HPyFunc_RELEASEBUFFERPROC HPyFunc_UNARYFUNC HPyFunc_BINARYFUNC HPyFunc_TERNARYFUNC
            HPyFunc_INQUIRY HPyFunc_LENFUNC HPyFunc_SSIZEARGFUNC HPyFunc_SSIZESSIZEARGFUNC HPyFunc_SSIZEOBJARGPROC
            HPyFunc_SSIZESSIZEOBJARGPROC HPyFunc_OBJOBJARGPROC HPyFunc_FREEFUNC HPyFunc_GETATTRFUNC
            HPyFunc_GETATTROFUNC HPyFunc_SETATTRFUNC HPyFunc_SETATTROFUNC HPyFunc_REPRFUNC HPyFunc_HASHFUNC
            HPyFunc_RICHCMPFUNC HPyFunc_GETITERFUNC HPyFunc_ITERNEXTFUNC HPyFunc_DESCRGETFUNC HPyFunc_DESCRSETFUNC
            HPyFunc_INITPROC HPyFunc_NEWFUNC HPyFunc_GETTER HPyFunc_SETTER HPyFunc_OBJOBJPROC HPyFunc_TRAVERSEPROC
            HPyFunc_DESTRUCTOR HPyFunc_CAPSULE_DESTRUCTOR HPyFunc_VECTORCALLFUNC HPyFunc_MOD_CREATE;
    }
}

macro_rules! record_table {
    ($facts:ident, $table:ident) => {
        macro_rules! entry {
            ($kind:ident $name:ident) => {
                let expression = format!("offsetof(HPyContext, {})", stringify!($name));
                $facts.insert(expression, offset_of!($table, $name) as i128);
            };
        }
        entry!(header name);
        let private = offset_of!($table, private) as i128;
        $facts.insert("offsetof(HPyContext, _private)".to_owned(), private);
        entry!(header abi_version);
        for_each_entry!(entry);
    };
}

fn plain_table(facts: &mut Facts) {
    record_table!(facts, HPyContext);
}

fn shifted_table(facts: &mut Facts) {
    record_table!(facts, HPyContextShifted);
    entry!(constant h_DictType);
}

/// The type of a table's field, without a table.
fn field_type<T>(_: fn(&HPyContext) -> &T) -> &'static str {
    type_name::<T>()
}

pub(crate) fn types() -> Types {
    let mut types = Types::new();
    macro_rules! entry {
        (constant $name:ident) => {};
        (function $name:ident) => {
            types.insert(
                format!("((HPyContext *)0)->{}", stringify!($name)),
                field_type(|table: &HPyContext| &table.$name),
            );
        };
    }
    for_each_entry!(entry);
    macro_rules! alias {
        ($($name:ident)*) => { $( types.insert(format!("({})0", stringify!($name)), type_name::<$name>()); )* };
    }
    alias!(HPyFunc_noargs HPyFunc_o HPyFunc_varargs HPyFunc_keywords HPyFunc_unaryfunc HPyFunc_binaryfunc);
    alias!(HPyFunc_ternaryfunc HPyFunc_inquiry HPyFunc_lenfunc HPyFunc_ssizeargfunc HPyFunc_ssizeobjargproc);
    alias!(HPyFunc_objobjargproc HPyFunc_reprfunc HPyFunc_hashfunc HPyFunc_richcmpfunc HPyFunc_initproc);
    alias!(HPyFunc_newfunc HPyFunc_getter HPyFunc_setter HPyFunc_objobjproc HPyFunc_getbufferproc);
    alias!(HPyFunc_releasebufferproc HPyFunc_traverseproc HPyFunc_destructor HPyFunc_destroyfunc HPyFunc_mod_create);
    alias!(HPyFunc_visitproc HPyFunc_Capsule_Destructor);
    alias!(cpy_visitproc cpy_getter cpy_setter cpy_PyCapsule_Destructor cpy_vectorcallfunc);
    types
}
