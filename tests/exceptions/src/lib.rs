//! Exceptions with a value, which no HPy can make: a module apart, so that the other tests enter by HPy where there is one.
//!
//! Its twin is `tests/python/test_exception_classes.py`; `tests/hostile/test_exception_classes.py` tries to break it.
#![forbid(unsafe_code)]

#[path = "../../hostile/src/count.rs"]
mod count;
mod exception_classes;
mod initialised;

use hpy_rs::prelude::*;

/// Exceptions with a value.
#[hpy_module]
mod hpy_test_exceptions {
    #[hpy_export]
    use crate::count::alive;
    #[hpy_export]
    use crate::exception_classes::{
        Coded, Detailed, Fatal, Holding, Refused, Silent, Weak, catch_code, chain, code_of, make_refused, raise_again,
        raise_refused,
    };
}

/// Exceptions that GraalPy cannot make.
#[hpy_module]
mod hpy_test_os_exceptions {
    #[hpy_export]
    use crate::count::alive;
    #[hpy_export]
    use crate::exception_classes::FileRefused;
    #[hpy_export]
    use crate::initialised::{
        Ended, EndedOtherwise, Quit, Undecoded, ended, make_ended, make_ended_at_once, make_undecoded,
        make_undecoded_at_once, quit,
    };
}
