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
