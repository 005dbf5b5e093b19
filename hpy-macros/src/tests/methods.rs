//! `#[hpy_methods]`, one test a group of methods.

use quote::quote;

use super::assert_expansion;
use crate::pipeline::methods;

#[test]
fn methods_and_constructors() {
    let item = quote! {
        impl shapes::Point {
            #[new]
            #[hpy(signature = (x, y = Self::ZERO))]
            fn new(x: f64, y: f64) -> Self { Point { x, y } }
            fn __init__(&mut self) {}
            /// The length.
            #[must_use]
            pub fn norm(&self) -> f64 { 0.0 }
            #[hpy(name = "Move", signature = (by, /))]
            fn r#move(&mut self, ctx: Context<'_>, by: &Point) {}
            fn of(slf: &Handle<'_, Self>, other: Option<&mut Point>) -> Result<()> { Ok(()) }
            const HIDDEN: i64 = 1;
        }
    };
    assert_expansion("methods", methods(quote!(), &item));
}

#[test]
fn methods_of_the_class() {
    let item = quote! {
        impl Point {
            #[staticmethod]
            fn origin() -> Self { todo!() }
            #[classmethod]
            fn name(cls: &Handle<'_, PyType>) -> Result<String> { todo!() }
            #[classmethod]
            fn named(cls: Borrowed<'_, '_, PyType>, name: &str) {}
            #[classattr]
            const UNIT: i64 = 1;
            #[classattr]
            #[hpy(name = "ZERO")]
            fn zero(ctx: Context<'_>) -> i64 { 0 }
        }
    };
    assert_expansion("class_methods", methods(quote!(), &item));
}

#[test]
fn methods_that_give_a_coroutine() {
    let item = quote! {
        impl Point {
            async fn fetch(slf: Py<Self>, python: Interpreter) -> Self { todo!() }
            #[classmethod]
            async fn name(cls: Py<PyType>, url: String) {}
            async fn norm(&self) -> f64 { 0.0 }
            async fn grow(&mut self, python: Interpreter, by: f64) -> Result<()> { todo!() }
        }
    };
    assert_expansion("async_methods", methods(quote!(), &item));
}

#[test]
fn properties() {
    let item = quote! {
        impl Point {
            /// Along.
            #[getter]
            fn get_x(slf: PyRef<'_, '_, Self>) -> f64 { slf.x }
            #[setter]
            fn set_x(mut slf: PyRefMut<'_, '_, Self>, value: f64) {}
            #[deleter]
            fn delete_x(&mut self) -> Result<()> { Ok(()) }
            #[getter(up)]
            fn y(slf: Borrowed<'_, '_, Self>) -> f64 { 0.0 }
        }
    };
    assert_expansion("properties", methods(quote!(), &item));
}

#[test]
fn operators_and_comparisons() {
    let item = quote! {
        impl Number {
            fn __add__(&self, other: i64) -> i64 { 0 }
            fn __radd__(&self, other: &Number) -> i64 { 0 }
            fn __iadd__(&mut self, other: &mut Number) {}
            fn __rpow__(&self, other: i64) -> i64 { 0 }
            fn __ipow__(&mut self, other: i64, modulus: Option<i64>) {}
            fn __eq__(&self, other: &Self) -> bool { true }
            fn __lt__(&self, other: &Handle<'_>) -> bool { true }
        }
    };
    assert_expansion("operators", methods(quote!(), &item));
}

#[test]
fn slots_of_one_method_and_adopted_ones() {
    let item = quote! {
        impl Row {
            fn __repr__(&self) -> String { todo!() }
            fn __len__(&self) -> usize { 0 }
            fn __contains__(&self, item: &Handle<'_>) -> bool { true }
            fn __setitem__(&mut self, key: usize, value: i64) {}
            fn __delitem__(&mut self, key: usize) -> Result<()> { Ok(()) }
            fn __inplace_repeat__(&mut self, count: isize) {}
            fn __next__(&mut self) -> Option<i64> { None }
            fn __setattr__(&mut self, name: &str, value: i64) {}
            fn __call__(&self, number: i64) {}
            fn __enter__(slf: Handle<'_, Self>) {}
        }
    };
    assert_expansion("slots", methods(quote!(), &item));
}

#[test]
fn conditions_of_members_and_of_the_block() {
    let item = quote! {
        #[cfg(unix)]
        impl Point {
            #[cfg(a)]
            fn __add__(&self, other: i64) -> i64 { 0 }
            #[cfg(b)]
            #[cfg(not(c))]
            fn __radd__(&self, other: i64) -> i64 { 0 }
            #[cfg(d)]
            #[deprecated]
            fn norm(&self) {}
        }
    };
    assert_expansion("method_conditions", methods(quote!(crate = renamed::hpy), &item));
}

#[test]
fn errors_leave_the_block_without_our_attributes_and_come_together() {
    let item = quote! {
        impl<T> Point<T> {
            #[getter]
            #[staticmethod]
            async fn x() {}
            #[hpy(nmae = "y")]
            fn __len__(&self, x: i64) {}
            #[setter]
            const X: i64 = 1;
        }
    };
    assert_expansion("method_errors", methods(quote!(), &item));
}
