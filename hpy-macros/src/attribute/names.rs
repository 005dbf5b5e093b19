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

pub(crate) const CONTEXT: &str = "Context";
pub(crate) const HANDLE: &str = "Handle";
pub(crate) const ARGS: &str = "Args";
pub(crate) const BORROWED: &str = "Borrowed";
pub(crate) const OPTION: &str = "Option";
pub(crate) const NONE: &str = "None";

/// The types that arguments are converted to by reference; a reference to another one is to what an object holds.
pub(crate) const BY_REFERENCE: &[&str] = &[CONTEXT, HANDLE, BORROWED, ARGS, "str", "Path", "OsStr", "CStr"];

// Methods.

pub(crate) const HPY_METHODS: &str = "hpy_methods";
pub(crate) const HPY: &str = "hpy";
pub(crate) const NEW: &str = "new";
pub(crate) const GETTER: &str = "getter";
pub(crate) const SETTER: &str = "setter";
pub(crate) const DELETER: &str = "deleter";
pub(crate) const STATIC_METHOD: &str = "staticmethod";
pub(crate) const CLASS_METHOD: &str = "classmethod";
pub(crate) const CLASS_ATTRIBUTE: &str = "classattr";

pub(crate) const SLF: &str = "slf";
pub(crate) const SELF: &str = "Self";
pub(crate) const PY_REF: &str = "PyRef";
pub(crate) const PY_REF_MUT: &str = "PyRefMut";
pub(crate) const PY_TYPE: &str = "PyType";
