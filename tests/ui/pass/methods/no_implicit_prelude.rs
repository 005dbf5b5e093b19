//! Methods need neither the prelude of Rust nor that of hpy-rs, whatever the names in scope mean.
#![no_implicit_prelude]
#![deny(warnings)]

/// Names that expansions must not pick up.
mod hostile {
    pub(crate) struct Option;
    pub(crate) struct Result;
    pub(crate) struct Some;
    pub(crate) struct None;
    pub(crate) struct Ok;
    pub(crate) struct Err;
    pub(crate) struct Context;
    pub(crate) struct PyRef;
    pub(crate) mod core {}
    pub(crate) mod std {}
    pub(crate) mod macro_support {}
}

#[allow(unused_imports, reason = "they are there to be in the way")]
mod user {
    use super::hostile::*;

    #[::hpy_rs::hpy_type]
    struct Point {
        x: i64,
    }

    #[::hpy_rs::hpy_methods]
    impl Point {
        #[new]
        #[hpy(signature = (x = 1, *args, y = None))]
        fn new(x: i64, args: ::hpy_rs::Args<'_, '_>, y: ::core::option::Option<i64>) -> ::hpy_rs::Result<Self> {
            let _ = (args, y);
            ::core::result::Result::Ok(Point { x })
        }

        fn shared(&self, other: &Point, last: ::core::option::Option<&mut Point>) -> i64 {
            let _ = last;
            self.x + other.x
        }

        fn exclusive(&mut self) {
            self.x = 0;
        }

        async fn later(&mut self, by: i64) {
            self.x += by;
        }

        async fn look_later(&self) -> i64 {
            self.x
        }

        fn owned<'ctx>(slf: ::hpy_rs::Handle<'ctx, Self>) -> ::hpy_rs::Handle<'ctx, Self> {
            slf
        }

        fn guard(slf: ::hpy_rs::PyRef<'_, '_, Self>) -> i64 {
            slf.x
        }

        #[getter]
        fn x(&self) -> i64 {
            self.x
        }

        #[setter]
        fn set_x(&mut self, x: i64) {
            self.x = x;
        }

        #[deleter]
        fn delete_x(&mut self) {}

        #[staticmethod]
        fn origin() -> i64 {
            0
        }

        #[classmethod]
        fn of(cls: &::hpy_rs::Handle<'_, ::hpy_rs::types::PyType>, x: i64) -> i64 {
            let _ = cls;
            x
        }

        #[classattr]
        const UNIT: i64 = 1;

        fn __add__(&self, other: i64) -> i64 {
            other
        }
        fn __radd__(&self, other: &mut Point) -> i64 {
            other.x
        }
        fn __iadd__(&mut self, other: i64) {
            self.x += other;
        }
        fn __pow__(&self, other: i64) -> i64 {
            other
        }
        fn __rpow__(&self, other: i64, modulus: ::core::option::Option<i64>) -> i64 {
            let _ = modulus;
            other
        }
        fn __eq__(&self, other: &Self) -> bool {
            self.x == other.x
        }
        fn __len__(&self) -> usize {
            0
        }
        fn __hash__(&self) -> u64 {
            0
        }
        fn __contains__(&self, item: i64) -> bool {
            item == 0
        }
        fn __setitem__(&mut self, key: i64, value: i64) {
            self.x = key + value;
        }
        fn __delitem__(&mut self, key: i64) {
            self.x = key;
        }
        fn __inplace_concat__(&mut self, other: i64) {
            self.x = other;
        }
        fn __init__(&mut self) {}
        fn __next__(&mut self) -> ::core::option::Option<i64> {
            ::core::option::Option::None
        }
    }
}

fn main() {}
