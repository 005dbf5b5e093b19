//! Expansions need neither the prelude of Rust nor that of hpy-rs, whatever the names in scope mean.
#![no_implicit_prelude]
#![deny(warnings)]

/// Names that expansions must not pick up.
mod hostile {
    pub(crate) struct Option;
    pub(crate) struct Result;
    pub(crate) struct Some;
    pub(crate) struct Ok;
    pub(crate) struct Err;
    pub(crate) struct Context;
    pub(crate) mod core {}
    pub(crate) mod std {}
    pub(crate) mod macro_support {}
}

#[allow(unused_imports, reason = "they are there to be in the way")]
mod user {
    use super::hostile::*;

    #[::hpy_rs::hpy_function]
    fn nothing() {}

    #[::hpy_rs::hpy_function]
    async fn later(a: ::std::string::String, python: ::hpy_rs::Interpreter) {
        let _ = (a, python);
    }

    #[::hpy_rs::hpy_function(signature = (a, b = 1, /, c = None, d = "x", *args, e, **kwargs))]
    fn all(
        a: &::hpy_rs::Handle<'_>,
        b: i64,
        c: ::core::option::Option<&::hpy_rs::Handle<'_>>,
        d: &str,
        args: ::hpy_rs::Args<'_, '_>,
        e: bool,
        kwargs: ::core::option::Option<&::hpy_rs::Handle<'_, ::hpy_rs::types::PyDict>>,
    ) -> ::hpy_rs::Result<()> {
        let _ = (a, b, c, d, args, e, kwargs);
        ::core::result::Result::Ok(())
    }

    #[derive(::hpy_rs::FromPy, ::hpy_rs::IntoPy)]
    struct Named {
        a: i64,
        #[hpy(item, default)]
        b: ::core::option::Option<i64>,
    }

    #[derive(::hpy_rs::FromPy, ::hpy_rs::IntoPy)]
    enum Any {
        One(i64),
        Two(i64, i64),
        Both { named: Named },
    }

    #[::hpy_rs::hpy_module]
    mod bare {
        #[hpy_export]
        use super::all;
        #[hpy_export]
        const LIMIT: i64 = 3;

        #[hpy_init]
        fn init(_: &::hpy_rs::Handle<'_, ::hpy_rs::types::PyModule>) -> ::hpy_rs::Result<()> {
            ::core::result::Result::Ok(())
        }
    }
}

fn main() {}
