//! `&self` and `&mut self` of an `async fn` whose class does not let it be borrowed so.
#![allow(unused)]

use std::rc::Rc;

use hpy_rs::prelude::*;

#[hpy_type(unsendable)]
struct Local {
    x: Rc<i64>,
}

#[hpy_methods]
impl Local {
    async fn look(&self) -> i64 {
        *self.x
    }
}

#[hpy_type(frozen)]
struct Frozen {
    x: i64,
}

#[hpy_methods]
impl Frozen {
    async fn change(&mut self) {
        self.x += 1;
    }
}

fn main() {}
