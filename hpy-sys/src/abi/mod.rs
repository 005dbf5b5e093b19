//! The structs, numbers and function types of HPy 0.9.0, as an interpreter lays them out.
//!
//! Names are HPy's own. Nothing here does anything: `tests/layout.rs` compares every size, offset and number with a
//! table printed by C. The context table exists in two layouts, see [`context`].

#![expect(
    non_camel_case_types,
    non_snake_case,
    non_upper_case_globals,
    reason = "the names are HPy's, so that its documentation can be searched for them"
)]

pub mod arguments;
pub mod context;
pub mod def;
pub mod func;
pub mod handle;
pub mod module;
pub mod slot;
pub mod type_spec;

pub use arguments::*;
pub use context::*;
pub use def::*;
pub use func::*;
pub use handle::*;
pub use module::*;
pub use slot::*;
pub use type_spec::*;
