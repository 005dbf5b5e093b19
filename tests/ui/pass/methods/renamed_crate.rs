//! Methods where hpy-rs has another name, by an option of the block or of the module around it; and with names of
//! variables that are those of expansions.

use hpy_rs as renamed;

mod reexported {
    pub(crate) mod deps {
        pub(crate) use hpy_rs as python;
    }
}

#[renamed::hpy_type(crate = renamed)]
struct Point {
    x: i64,
}

#[renamed::hpy_methods(crate = "crate::reexported::deps::python")]
impl Point {
    fn norm(&self) -> i64 {
        self.x
    }

    #[hpy(signature = (this = slf(), *, operand = bound, cls = 1))]
    fn locals(&self, this: i64, operand: i64, cls: i64) -> i64 {
        this + operand + cls
    }

    fn __add__(&self, left: i64) -> i64 {
        left
    }
}

#[allow(non_upper_case_globals, reason = "patterns must not mean it")]
const bound: i64 = 1;

fn slf() -> i64 {
    bound
}

#[renamed::hpy_module(crate = crate::reexported::deps::python)]
mod outer {
    use super::Point;
    use crate::renamed::hpy_methods;

    #[hpy_methods]
    impl Point {
        fn inside(&self) {}
    }
}

fn main() {}
