//! A type directly inside of a module, one that is exported, and one in a function.
#![deny(warnings)]
use hpy_rs::prelude::*;

mod shapes {
    use hpy_rs::prelude::*;

    #[hpy_type]
    pub struct Circle {
        #[hpy(get)]
        radius: f64,
    }

    #[hpy_type]
    #[derive(Clone)]
    pub enum Color {
        Red,
    }
}

#[hpy_module(crate = hpy_rs)]
mod geometry {
    #[hpy_export]
    use super::shapes::{Circle, Color};
    use hpy_rs::prelude::*;

    #[hpy_type]
    struct Inside;

    #[hpy_type(name = "Other")]
    enum Either {
        One(u8),
    }

    #[hpy_function]
    fn red() -> Color {
        Color::Red
    }
}

fn main() {
    #[hpy_type(get_all)]
    struct Local {
        value: u8,
    }
}
