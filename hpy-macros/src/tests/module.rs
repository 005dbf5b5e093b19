//! `#[hpy_module]`.

use quote::quote;

use super::assert_expansion;
use crate::pipeline::module;

#[test]
fn a_root_with_everything() {
    let item = quote! {
        /// Geometry.
        pub mod geometry {
            //! From Rust.
            use hpy_rs::prelude::*;
            #[hpy_export]
            pub use super::{add, shapes::{Degenerate}};
            #[hpy_export]
            #[cfg(unix)]
            const LIMIT: i64 = 10;
            const HIDDEN: i64 = 11;
            #[hpy_function(name = "x")]
            fn area() -> f64 { 1.0 }
            #[hpy_init]
            fn init(module: &Handle<'_, PyModule>) -> Result<()> { Ok(()) }
            #[hpy_rs::hpy_module]
            mod round {}
        }
    };
    assert_expansion("module", module(quote!(), &item));
}

#[test]
fn inner_items_inherit_the_path_to_the_crate() {
    let item = quote! {
        mod outer {
            use hpy_rs::prelude::*;
            #[hpy_function]
            fn f() {}
            #[hpy_function(name = "h", crate = other)]
            fn g() {}
            #[hpy_module(name = "within", )]
            mod inner {}
        }
    };
    assert_expansion("submodule", module(quote!(submodule, name = "out", crate = "renamed"), &item));
}

#[test]
fn errors_leave_the_module_without_our_attributes() {
    let item = quote! {
        mod r#async {
            #[hpy_export]
            use super::*;
            #[hpy_init]
            fn init() {}
        }
    };
    assert_expansion("module_errors", module(quote!(), &item));
}
