//! Classes of every shape, to be taken for one another.

use std::marker::PhantomData;

use hpy_rs::prelude::*;

use crate::count::Counted;

macro_rules! simple {
    ($($(#[$meta:meta])* $name:ident { $($member:ident: $type:ty = $value:expr),* })*) => {
        $(
            $(#[$meta])*
            pub(crate) struct $name { $($member: $type),* }

            #[hpy_methods]
            impl $name {
                #[new]
                fn new() -> Self {
                    $name { $($member: $value),* }
                }

                /// What it was made with.
                fn value(&self) -> String {
                    let text = String::from(stringify!($name));
                    $(let text = text + &format!(" {:?}", self.$member);)*
                    text
                }
            }
        )*
    };
}

simple! {
    /// Without anything to drop.
    #[hpy_type] #[derive(Clone)] Plain { number: i64 = 7 }
    /// As large as `Plain`, and something else.
    #[hpy_type] Same { text: &'static str = "text" }
    /// Cannot change.
    #[hpy_type(frozen)] Frozen { number: i64 = 7 }
    /// Without a value of any size.
    #[hpy_type] Empty { nothing: PhantomData<u8> = PhantomData }
    /// Small.
    #[hpy_type] Sized1 { small: u8 = 1 }
    /// Large.
    #[hpy_type] Sized64 { large: [u64; 64] = [64; 64] }
    /// Wider aligned than objects are on PyPy.
    #[hpy_type] Wide { wide: u128 = u128::MAX }
}

/// Wider aligned than objects are anywhere.
#[hpy_type]
pub(crate) struct Aligned {
    over: Over,
}

#[derive(Debug)]
#[repr(align(64))]
struct Over(u8);

#[hpy_methods]
impl Aligned {
    #[new]
    fn new() -> Self {
        Aligned { over: Over(64) }
    }

    /// Whether it lies where it must.
    fn value(&self) -> String {
        format!("{} {}", std::ptr::from_ref(&self.over).addr() % 64, self.over.0)
    }
}

/// Never made by Python.
#[hpy_type]
pub(crate) struct NoNew {
    _counted: Counted,
}

/// Is extended.
#[hpy_type]
pub(crate) struct Base {
    counted: Counted,
}

#[hpy_methods]
impl Base {
    #[new]
    fn new() -> Self {
        Base { counted: Counted::new() }
    }

    fn value(&self) -> &'static str {
        self.counted.check();
        "Base"
    }

    fn change(&mut self) {
        self.counted = Counted::new();
    }
}

impl Base {
    pub(crate) fn made() -> Self {
        Base { counted: Counted::new() }
    }
}

/// Adds to it.
#[hpy_type(extends = Base)]
pub(crate) struct Derived {
    more: Counted,
    number: i64,
}

#[hpy_methods]
impl Derived {
    #[new]
    fn new() -> (Self, Base) {
        (Derived { more: Counted::new(), number: 5 }, Base::new())
    }

    fn own(&self) -> i64 {
        self.more.check();
        self.number
    }

    fn both(slf: PyRef<'_, '_, Self>) -> String {
        format!("{} {}", slf.as_super().value(), slf.number)
    }
}

/// Adds nothing, so that instances are as large as those of the base.
#[hpy_type(extends = Base)]
pub(crate) struct Leaf;

#[hpy_methods]
impl Leaf {
    #[new]
    fn new() -> (Self, Base) {
        (Leaf, Base::new())
    }

    fn own(&self) -> i64 {
        let Leaf = self;
        1
    }
}

/// Is extended, and has nothing to drop.
#[hpy_type]
pub(crate) struct Thin {
    number: i64,
}

#[hpy_methods]
impl Thin {
    #[new]
    fn new() -> Self {
        Thin { number: 3 }
    }

    fn value(&self) -> i64 {
        self.number
    }
}

/// Adds what must be dropped, and a reference.
#[hpy_type(extends = Thin)]
pub(crate) struct Growth {
    #[hpy(get, set)]
    reference: Field,
    counted: Counted,
}

#[hpy_methods]
impl Growth {
    #[new]
    fn new() -> (Self, Thin) {
        (Growth { reference: Field::empty(), counted: Counted::new() }, Thin::new())
    }

    fn own(&self) -> i64 {
        self.counted.check();
        2
    }
}

/// Variants with and without data.
#[hpy_type]
pub(crate) enum Shape {
    Circle { radius: f64, counted: Py<PyAny> },
    Rectangle(f64, f64),
    Nothing(),
}

#[hpy_methods]
impl Shape {
    fn area(&self) -> f64 {
        match self {
            Shape::Circle { radius, .. } => radius * radius,
            Shape::Rectangle(width, height) => width * height,
            Shape::Nothing() => 0.0,
        }
    }
}

/// Without data.
#[hpy_type(eq, hash)]
#[derive(Clone, PartialEq, Hash)]
pub(crate) enum Color {
    Red,
    Green,
}

#[hpy_methods]
impl Color {
    fn value(&self) -> &str {
        match self {
            Color::Red => "Red",
            Color::Green => "Green",
        }
    }
}

#[hpy_function]
pub(crate) fn make_shape(ctx: Context<'_>) -> Result<Handle<'_, Shape>> {
    Handle::new(ctx, Shape::Rectangle(2.0, 3.0))
}

macro_rules! takers {
    ($($name:ident $type:ty: $method:ident -> $result:ty;)*) => {
        $(#[hpy_function(signature = (value, /))]
        pub(crate) fn $name(value: &$type) -> $result {
            value.$method()
        })*
    };
}

takers! {
    take_plain Plain: value -> String;
    take_wide Wide: value -> String;
    take_derived Derived: own -> i64;
    take_thin Thin: value -> i64;
    take_shape Shape: area -> f64;
}

#[hpy_function(signature = (value, /))]
pub(crate) fn take_base(value: &Base) -> String {
    value.value().to_owned()
}

#[hpy_function(signature = (value, /))]
pub(crate) fn take_color(value: Color) -> String {
    value.value().to_owned()
}
