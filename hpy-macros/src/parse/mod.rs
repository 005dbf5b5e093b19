//! From tokens to the model; rules that concern one attribute or one token are checked on the way.

mod class;
mod conversion;
mod derive;
mod doc;
mod foreign;
mod format;
mod function;
mod imports;
mod inputs;
mod member;
mod module;
mod options;
mod own_type;
mod parameters;
mod signature;
mod variant;

pub(crate) use class::parse_class;
pub(crate) use conversion::parse_conversion;
pub(crate) use derive::parse_nested;
pub(crate) use function::parse_function;
pub(crate) use module::parse_module;

// Methods.
mod mark;
mod method;
mod methods;

pub(crate) use methods::parse_methods;
