//! `#[hpy_function]`, one test a calling convention and one a way to pass an argument.

use quote::quote;

use super::assert_expansion;
use crate::pipeline::function;

#[test]
fn no_parameters() {
    let item = quote! {
        /// The answer.
        #[must_use]
        pub(crate) fn answer() -> i64 { 42 }
    };
    assert_expansion("no_args", function(quote!(), &item));
}

#[test]
fn one_positional_only_parameter() {
    let item = quote!(
        fn length(text: &str) -> usize {
            text.len()
        }
    );
    assert_expansion("one_arg", function(quote!(signature = (text, /)), &item));
}

#[test]
fn positional_only_parameters_and_args() {
    let item = quote!(
        fn scale(ctx: Context<'_>, by: f64, values: Vec<f64>) -> Vec<f64> {
            todo!()
        }
    );
    assert_expansion("var_args", function(quote!(signature = (by = -1.5, /, *values)), &item));
}

#[test]
fn parameters_by_keyword() {
    let item = quote!(
        fn add(a: i64, b: i64) -> i64 {
            a + b
        }
    );
    assert_expansion("keywords", function(quote!(signature = (a, b = 1)), &item));
}

#[test]
fn all_kinds_of_parameters_as_handles() {
    let item = quote! {
        fn every<'ctx>(
            module: &Handle<'ctx, PyModule>,
            a: &Handle<'ctx>,
            b: Option<&Handle<'ctx, PyList>>,
            rest: &Handle<'ctx, PyTuple>,
            r#type: bool,
            kwargs: Option<&Handle<'ctx, PyDict>>,
        ) -> Result<Handle<'ctx>> { todo!() }
    };
    let options = quote!(signature = (a, /, b = None, *rest, r#type, **kwargs), pass_module, name = "All");
    assert_expansion("handles", function(options, &item));
}

#[test]
fn conditions_and_another_path_to_the_crate() {
    let item = quote! {
        #[cfg(unix)]
        #[doc = include_str!("fork.md")]
        fn fork(module: Borrowed<'_, '_, PyModule>) {}
    };
    assert_expansion("conditions", function(quote!(crate = renamed::hpy, pass_module, text_signature = None), &item));
}

#[test]
fn a_function_that_gives_a_coroutine() {
    let item = quote!(
        async fn fetch(python: Interpreter, url: String) -> Result<String> {
            todo!()
        }
    );
    assert_expansion("async", function(quote!(), &item));
}

#[test]
fn errors_leave_the_function_and_come_together() {
    let item = quote!(
        pub async fn wait<T>(self, x: impl Copy) {}
    );
    assert_expansion("errors", function(quote!(nmae = "x", pass_module = true), &item));
}
