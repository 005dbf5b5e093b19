//! Rules that concern a whole item; no tokens are made here.

mod function;
mod module;
mod name;
mod parameter;

pub(crate) use function::check_function;
pub(crate) use module::check_module;
