//! Every name that a user can write: attributes, options, and the types that stand for something.

pub(crate) const HPY_FUNCTION: &str = "hpy_function";
pub(crate) const HPY_MODULE: &str = "hpy_module";
pub(crate) const HPY_EXPORT: &str = "hpy_export";
pub(crate) const HPY_INIT: &str = "hpy_init";

pub(crate) const CRATE: &str = "crate";
pub(crate) const NAME: &str = "name";
pub(crate) const PASS_MODULE: &str = "pass_module";
pub(crate) const SIGNATURE: &str = "signature";
pub(crate) const SUBMODULE: &str = "submodule";
pub(crate) const TEXT_SIGNATURE: &str = "text_signature";
pub(crate) const TYPE_STUB: &str = "type_stub";

/// The options whose value stands in parentheses itself.
pub(crate) const IN_PARENTHESES: [&str; 2] = [SIGNATURE, CONSTRUCTOR];

pub(crate) const CONTEXT: &str = "Context";
/// What an `async fn` has in the place of a `Context`.
pub(crate) const INTERPRETER: &str = "Interpreter";
/// What PyO3 has in the place of `hpy`.
pub(crate) const PYO3: &str = "pyo3";
/// What PyO3 has in the place of `Context`.
pub(crate) const PYTHON: &str = "Python";
pub(crate) const HANDLE: &str = "Handle";
pub(crate) const ARGS: &str = "Args";
pub(crate) const BORROWED: &str = "Borrowed";
pub(crate) const OPTION: &str = "Option";
pub(crate) const NONE: &str = "None";

// `#[hpy_type]` and what stands inside of its item.

pub(crate) const HPY_TYPE: &str = "hpy_type";
pub(crate) const HPY: &str = "hpy";

pub(crate) const SUBCLASS: &str = "subclass";
pub(crate) const DICT: &str = "dict";
pub(crate) const WEAKREF: &str = "weakref";
pub(crate) const CONSTRUCTOR: &str = "constructor";
pub(crate) const ENUM: &str = "enum";
pub(crate) const EQ: &str = "eq";
pub(crate) const EQ_INT: &str = "eq_int";
pub(crate) const EXTENDS: &str = "extends";
pub(crate) const FROM_FIELDS: &str = "from_fields";
pub(crate) const FROZEN: &str = "frozen";
pub(crate) const GENERIC: &str = "generic";
pub(crate) const BUFFER: &str = "buffer";
pub(crate) const GET: &str = "get";
pub(crate) const GET_ALL: &str = "get_all";
pub(crate) const HASH: &str = "hash";
pub(crate) const MAPPING: &str = "mapping";
pub(crate) const MATCH_ARGS: &str = "match_args";
pub(crate) const MODULE: &str = "module";
pub(crate) const NEW: &str = "new";
pub(crate) const ORD: &str = "ord";
pub(crate) const RENAME_ALL: &str = "rename_all";
pub(crate) const SEQUENCE: &str = "sequence";
pub(crate) const SET: &str = "set";
pub(crate) const SET_ALL: &str = "set_all";
pub(crate) const STR: &str = "str";
pub(crate) const UNSENDABLE: &str = "unsendable";

// `#[derive(FromPy)]` and `#[derive(IntoPy)]`.

pub(crate) const ATTRIBUTE: &str = "attribute";
pub(crate) const DEFAULT: &str = "default";
pub(crate) const FROM_ITEM_ALL: &str = "from_item_all";
pub(crate) const ITEM: &str = "item";
pub(crate) const TRANSPARENT: &str = "transparent";

pub(crate) const FIELD: &str = "Field";

/// Python's own classes that a `#[hpy_type]` cannot extend.
pub(crate) const BUILTIN_CLASSES: &[&str] =
    &["PyAny", "PyBool", "PyByteArray", "PyBytes", "PyInt", "PyModule", "PyNone", "PyTuple", "PyType"];

/// Whether this is the name of one of the types that stand for the exceptions of the interpreter.
pub(crate) fn is_exception(name: &str) -> bool {
    let kinds = ["Error", "Exception", "Exit", "Interrupt", "Iteration", "Warning"];
    name.starts_with("Py") && name != "PyError" && kinds.iter().any(|kind| name.ends_with(kind))
}

/// The types that have a lifetime of the call: as their last one.
pub(crate) const OF_A_CALL: [&str; 5] = [CONTEXT, HANDLE, BORROWED, PY_REF, PY_REF_MUT];

/// The types that arguments are converted to by reference; a reference to another one is to what an object holds.
pub(crate) const BY_REFERENCE: &[&str] = &[CONTEXT, HANDLE, BORROWED, ARGS, "str"];

// Methods.

pub(crate) const HPY_METHODS: &str = "hpy_methods";
pub(crate) const GETTER: &str = "getter";
pub(crate) const SETTER: &str = "setter";
pub(crate) const DELETER: &str = "deleter";
pub(crate) const STATIC_METHOD: &str = "staticmethod";
pub(crate) const CLASS_METHOD: &str = "classmethod";
pub(crate) const CLASS_ATTRIBUTE: &str = "classattr";

pub(crate) const SLF: &str = "slf";
pub(crate) const SELF: &str = "Self";
pub(crate) const PY: &str = "Py";
pub(crate) const PY_REF: &str = "PyRef";
pub(crate) const PY_REF_MUT: &str = "PyRefMut";
pub(crate) const PY_TYPE: &str = "PyType";
pub(crate) const PY_ANY: &str = "PyAny";
pub(crate) const PY_ERROR: &str = "PyError";
pub(crate) const RESULT: &str = "Result";
