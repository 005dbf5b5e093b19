//! Blocks for types elsewhere, in functions and macros, and without methods.
#![deny(warnings)]

mod shapes {
    use hpy_rs::prelude::*;

    #[hpy_type]
    pub struct Circle {
        pub(super) radius: f64,
    }

    #[hpy_methods]
    impl Circle {}

    macro_rules! scaled {
        ($type:ident, $($name:ident = $factor:literal),*) => {
            #[hpy_methods]
            impl $type {
                $(fn $name(&self) -> f64 {
                    $factor * self.radius
                })*
            }
        };
    }

    scaled!(Circle, doubled = 2.0, tripled = 3.0);
}

#[hpy_rs::hpy_methods]
impl shapes::Circle {
    #[hpy(signature = (by = <Self as Default>::default().radius))]
    fn grow(&mut self, by: f64) {
        self.radius += by;
    }

    /// Not only for Python.
    pub fn area(&self) -> f64 {
        std::f64::consts::PI * self.radius * self.radius
    }
}

impl Default for shapes::Circle {
    fn default() -> Self {
        shapes::Circle { radius: 1.0 }
    }
}

fn main() {
    use hpy_rs::prelude::*;

    #[hpy_type]
    struct Local {
        value: i64,
    }

    #[hpy_methods]
    impl Local {
        #[getter]
        fn value(&self) -> i64 {
            self.value
        }
    }

    let _ = Local { value: 1 }.value();
    let _ = shapes::Circle::default().area();
}
