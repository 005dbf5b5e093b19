//! A constructor with other members than the variant.
use hpy_rs::prelude::*;

#[hpy_type]
enum Shape {
    #[hpy(constructor = (radius = 1.0, color = 1))]
    Circle { radius: f64 },
    #[hpy(constructor = (_1))]
    Rectangle(f64, f64),
    #[hpy(constructor = radius)]
    Square { side: f64 },
}

fn main() {}
