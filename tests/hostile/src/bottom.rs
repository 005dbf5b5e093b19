//! Modules of their own: what works without classes, and modules whose import fails.

use hpy_rs::prelude::*;

use crate::panics::{Bomb, Explosive};

/// Functions only, so that it can be imported through every door.
#[hpy_module]
mod hpy_hostile_plain {
    use hpy_rs::prelude::*;

    #[hpy_export]
    use crate::panics::functions::{
        argument_keywords, argument_one, argument_var, body_keywords, body_none, body_one, body_var,
        conversion_keywords, conversion_none, conversion_one, conversion_var, local_keywords, local_none, local_one,
        local_var,
    };

    /// The length of a text.
    #[hpy_function]
    fn length(text: &str) -> usize {
        text.len()
    }
}

/// A module whose init panics.
#[hpy_module]
mod hpy_hostile_init_body {
    use hpy_rs::prelude::*;

    #[hpy_init]
    fn init(module: &Handle<'_, PyModule>) -> Result<()> {
        module.add("before", 1)?;
        panic!("body")
    }
}

/// A module whose init drops something that panics.
#[hpy_module]
mod hpy_hostile_init_local {
    use hpy_rs::prelude::*;

    #[hpy_init]
    fn init(module: &Handle<'_, PyModule>) -> Result<()> {
        let _bomb = super::Bomb;
        module.add("before", 1)
    }
}

/// A module with a constant whose conversion panics.
#[hpy_module]
mod hpy_hostile_init_conversion {
    #[hpy_export]
    const WRONG: super::Explosive = super::Explosive;
}

/// A module with a class attribute that panics.
#[hpy_module]
mod hpy_hostile_attribute {
    use hpy_rs::prelude::*;

    #[hpy_type]
    struct Class;

    #[hpy_methods]
    impl Class {
        #[new]
        fn new() -> Self {
            Class
        }

        #[classattr]
        fn wrong() -> i64 {
            panic!("body")
        }
    }
}
