//! From tokens to the model; rules that concern one attribute or one token are checked on the way.

mod doc;
mod function;
mod module;
mod parameters;
mod signature;

pub(crate) use function::parse_function;
pub(crate) use module::parse_module;
