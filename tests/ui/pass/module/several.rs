//! Several modules in one crate, each with submodules; items come in by path, by export and by position.
#![deny(warnings)]

use hpy_rs::prelude::*;

hpy_rs::create_exception!(first, BrokenError, PyValueError, "Broken.");

#[hpy_function]
fn shared() -> Result<()> {
    Err(BrokenError::new("always"))
}

/// The first.
#[hpy_module]
mod first {
    #[hpy_export]
    use super::{BrokenError, shared};

    /// Within the first.
    #[hpy_rs::hpy_module]
    mod inner {
        #[hpy_rs::hpy_module(name = "deep")]
        mod deeper {
            use hpy_rs::prelude::*;

            #[hpy_function]
            fn bottom() {}
        }
    }
}

/// The second, by another name.
#[hpy_module(name = "_second")]
mod second {
    #[hpy_export]
    use crate::shared;

    #[hpy_export]
    const NAMES: (&str, i64) = ("a", 1);
    #[hpy_export]
    #[cfg(any())]
    const ABSENT: DoesNotExist = 1;

    #[cfg(any())]
    #[hpy_init]
    fn init(module: &DoesNotExist) -> DoesNotExist {}

    #[cfg(all())]
    #[hpy_init]
    fn init(module: &hpy_rs::Handle<'_, hpy_rs::types::PyModule>) -> hpy_rs::Result<()> {
        module.add("x", 1)
    }
}

#[cfg(any())]
#[hpy_module]
mod absent {
    #[hpy_export]
    use super::does_not_exist;
}

#[hpy_module]
mod plain_modules {
    mod items {
        use hpy_rs::prelude::*;

        #[hpy_function]
        fn found_by_its_path() {}
    }
}

fn main() {}
