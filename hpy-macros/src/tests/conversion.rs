//! `#[derive(FromPy)]` and `#[derive(IntoPy)]`.

use proc_macro2::TokenStream;
use quote::quote;

use super::assert_expansion;
use crate::pipeline::{from_py, into_py};

fn with_names() -> TokenStream {
    quote! {
        #[hpy(rename_all = "camelCase")]
        struct Person<'ctx, T: Clone = i64> where T: Ord {
            first_name: String,
            #[hpy(attribute = "class", default)]
            kind: Option<Handle<'ctx>>,
            #[cfg(unix)]
            #[hpy(item, default = limit())]
            r#type: T,
            #[hpy(item = 7)]
            seventh: Vec<T>,
        }
    }
}

fn variants() -> TokenStream {
    quote! {
        #[hpy(crate = renamed::hpy)]
        enum Index<'a> {
            Position(isize),
            Corner(i64, i64),
            #[hpy(transparent)]
            Key { key: &'a str },
            Named { row: i64 },
        }
    }
}

#[test]
fn members_with_names() {
    assert_expansion("from_py", from_py(with_names()));
    assert_expansion("into_py", into_py(with_names()));
}

#[test]
fn variants_of_an_enum() {
    assert_expansion("from_py_enum", from_py(variants()));
    assert_expansion("into_py_enum", into_py(variants()));
}
