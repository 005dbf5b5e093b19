//! A class that extends another.

use hpy_rs::prelude::*;

/// The base. Python cannot derive from it; a type of this crate can.
#[hpy_type(new = "from_fields")]
pub(crate) struct Animal {
    #[hpy(get)]
    legs: u8,
}

#[hpy_methods]
impl Animal {
    fn describe(&self) -> String {
        format!("has {} legs", self.legs)
    }
}

/// An object of it has two values: its own and that of its base.
#[hpy_type(extends = Animal)]
pub(crate) struct Dog {
    #[hpy(get)]
    name: String,
}

#[hpy_methods]
impl Dog {
    #[new]
    fn new(name: String) -> (Self, Animal) {
        (Dog { name }, Animal { legs: 4 })
    }

    fn bark(&self) -> String {
        format!("{}: woof", self.name)
    }

    /// The value of the base is borrowed by itself.
    fn introduce(slf: &Handle<'_, Self>) -> Result<String> {
        let animal = slf.cast::<Animal>()?;
        Ok(format!("{} {}", slf.try_borrow()?.name, animal.try_borrow()?.describe()))
    }
}
