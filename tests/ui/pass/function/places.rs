//! Where a function can stand, and what can stand on it.
#![deny(warnings)]

use hpy_rs::prelude::*;

pub mod shapes {
    use hpy_rs::prelude::*;

    /// Documented, public, and kept apart from other items of its name.
    #[hpy_function(name = "area")]
    #[must_use]
    #[inline]
    pub fn area_of_rectangle(width: f64, height: f64) -> f64 {
        width * height
    }

    #[hpy_function]
    #[expect(clippy::too_many_arguments, reason = "to see that it is not lost")]
    pub(super) fn many(a: i64, b: i64, c: i64, d: i64, e: i64, f: i64, g: i64, h: i64) -> i64 {
        a + b + c + d + e + f + g + h
    }

    #[hpy_function]
    pub(in crate::shapes) const fn answer() -> i64 {
        42
    }
}

/// Not there, and neither is what is generated for it.
#[cfg(any())]
#[hpy_function]
fn absent(value: DoesNotExist) {}

#[hpy_function]
#[cfg(any())]
fn also_absent(value: DoesNotExist) {}

#[deprecated]
#[hpy_function]
fn old() {}

#[doc = concat!("Documented by ", "a macro.")]
#[hpy_function]
fn documented() {}

macro_rules! constant {
    ($name:ident, $type:ty, $value:expr) => {
        #[hpy_function(signature = (default = $value, handle = None))]
        fn $name(default: $type, handle: Option<&Handle<'_>>) -> $type {
            let _ = handle;
            default
        }
    };
}
constant!(three, i64, 1 + 2);
constant!(pi, f64, 3.14);

/// By the name of a keyword of Rust.
#[hpy_function]
fn r#match(r#type: i64) -> i64 {
    r#type
}

/// In a function.
pub fn outside() {
    #[hpy_function]
    fn local(value: i64) -> i64 {
        value
    }
    let _ = local(1);
}

#[hpy_module]
mod places {
    #[hpy_export]
    use super::shapes::{area_of_rectangle, many};
    #[hpy_export]
    use super::{documented, three};
    #[hpy_export]
    #[cfg(any())]
    use super::absent;
}

fn main() {
    let _ = (shapes::area_of_rectangle(1.0, 2.0), shapes::many(1, 2, 3, 4, 5, 6, 7, 8));
    outside();
}
