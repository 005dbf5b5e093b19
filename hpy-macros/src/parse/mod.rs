//! From tokens to the model; rules that concern one attribute or one token are checked on the way.

mod doc;
mod function;
mod inputs;
mod module;
mod parameters;
mod signature;

pub(crate) use function::parse_function;
pub(crate) use module::parse_module;

// Methods.
mod mark;
mod method;
mod methods;

pub(crate) use methods::parse_methods;
