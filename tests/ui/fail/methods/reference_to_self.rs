//! Methods that return their value by reference.
use hpy_rs::prelude::*;

#[hpy_type]
struct Builder {
    width: i64,
}

#[hpy_methods]
impl Builder {
    fn set_width(&mut self, width: i64) -> &mut Self {
        self.width = width;
        self
    }

    fn __iter__(&self) -> &Builder {
        self
    }
}

fn main() {}
