//! `#[hpy_module]`: constants, submodules, init functions, exceptions, and several modules in one crate.

use hpy_rs::prelude::*;

hpy_rs::create_exception!(hpy_tests_shapes, ShapeError, PyValueError, "A shape that cannot be.");
hpy_rs::create_exception!(hpy_tests_shapes, FlatError, ShapeError);

/// Brought in by the list of `everything`.
#[hpy_function]
pub(crate) fn exported_from_elsewhere() -> &'static str {
    "elsewhere"
}

#[hpy_function]
pub(crate) fn fail_with(flat: bool) -> Result<()> {
    Err(if flat { FlatError::new("flat") } else { ShapeError::new("no shape") })
}

/// A module with all that a module can have.
#[hpy_module(name = "hpy_tests_shapes")]
mod shapes {
    use hpy_rs::prelude::*;

    #[hpy_export]
    use super::{FlatError, ShapeError, exported_from_elsewhere, fail_with};

    /// Half a turn.
    #[hpy_export]
    const PI: f64 = 3.0;
    #[hpy_export]
    const __version__: &str = "1.2.3";
    #[hpy_export]
    const NAME: &str = "größe";
    #[hpy_export]
    const SIDES: [u32; 3] = [3, 4, 5];
    #[hpy_export]
    const NOTHING: Option<bool> = None;
    #[hpy_export]
    const PAIR: (i64, u64) = (i64::MIN, u64::MAX);

    /// Not shown to Python.
    const HIDDEN: i64 = 17;

    #[hpy_init]
    fn init(module: &Handle<'_, PyModule>) -> Result<()> {
        module.add("initialised", HIDDEN)?;
        module.add("doc_seen", &module.get_attr("__doc__")?)?;
        let pi = module.get_attr("PI")?; // Constants are there before.
        module.add("TAU", pi.add(pi.clone())?)
    }

    #[hpy_function]
    fn area() -> &'static str {
        "area of shapes"
    }

    #[hpy_function]
    fn only_in_root() -> &'static str {
        "root"
    }

    #[hpy_function(pass_module)]
    fn own_module<'ctx>(module: &Handle<'ctx, PyModule>) -> Handle<'ctx, PyModule> {
        module.clone()
    }

    /// Things by the module that they are written in, at any depth.
    mod plain {
        use hpy_rs::prelude::*;

        #[hpy_function]
        fn from_plain_mod() -> &'static str {
            "plain"
        }
    }

    /// Round shapes.
    #[hpy_module]
    mod round {
        use hpy_rs::prelude::*;

        #[hpy_export]
        const CORNERS: u8 = 0;

        #[hpy_export]
        use super::super::ShapeError;

        #[hpy_init]
        fn init(module: &Handle<'_, PyModule>) -> Result<()> {
            module.add("initialised", module.name()?)
        }

        /// The area, by the submodule.
        #[hpy_function]
        fn area() -> &'static str {
            "area of round"
        }

        #[hpy_function(signature = (radius, /, times = 1))]
        fn circle(radius: f64, times: i64) -> (f64, i64) {
            (radius, times)
        }

        #[hpy_function(pass_module)]
        fn own_module<'ctx>(module: &Handle<'ctx, PyModule>) -> Handle<'ctx, PyModule> {
            module.clone()
        }

        #[hpy_module(name = "deep")]
        mod nested {
            use hpy_rs::prelude::*;

            #[hpy_function]
            fn area() -> &'static str {
                "area of deep"
            }

            #[hpy_function]
            fn only_deep() -> &'static str {
                "deep"
            }
        }
    }

    /// A submodule with the name of another one in it.
    #[hpy_module]
    mod deep {}
}

/// Fails on request.
#[hpy_module]
#[hpy(name = "hpy_tests_failing")]
mod failing {
    use hpy_rs::prelude::*;

    #[hpy_export]
    const KEPT: &str = "kept";

    #[hpy_function]
    fn works() -> bool {
        true
    }

    #[hpy_module]
    mod inner {
        use hpy_rs::prelude::*;

        #[hpy_function]
        fn works_too() -> bool {
            true
        }
    }

    #[hpy_init]
    fn init(module: &Handle<'_, PyModule>) -> Result<()> {
        module.add("half_done", 1)?;
        match std::env::var("HPY_TESTS_FAIL").as_deref() {
            Ok("error") => Err(PyValueError::new("failing on request")),
            Ok("raised") => module.get_attr("missing").map(drop),
            Ok("panic") => panic!("panicking on request"),
            _ => Ok(()),
        }
    }
}

/// Two functions of one name.
#[hpy_module(name = "hpy_tests_twice")]
mod twice {
    use hpy_rs::prelude::*;

    #[hpy_function]
    fn once() {}

    #[hpy_function(name = "doubled")]
    fn first() {}

    #[hpy_function(name = "doubled")]
    fn second() {}
}

#[hpy_module(name = "hpy_tests_empty")]
mod empty {}

/// Its class cannot be made at the first try; by then there is an instance.
#[hpy_module(name = "hpy_tests_again")]
mod again {
    use std::sync::atomic::{AtomicU32, Ordering};

    use hpy_rs::prelude::*;

    static TRIES: AtomicU32 = AtomicU32::new(0);

    #[hpy_type]
    pub(super) struct Again {
        #[hpy(get)]
        number: u32,
    }

    #[hpy_methods]
    impl Again {
        #[new]
        fn new(number: u32) -> Self {
            Again { number }
        }

        /// An instance, which is kept by `sys`, too.
        #[classattr]
        fn first(ctx: Context<'_>) -> Result<Handle<'_, Again>> {
            let made = Handle::new(ctx, Again { number: TRIES.load(Ordering::Relaxed) })?;
            ctx.import("sys")?.get_attr("made_by_hpy_tests_again")?.call_method("append", (&made,))?;
            Ok(made)
        }

        #[classattr]
        fn second() -> Result<u32> {
            match TRIES.fetch_add(1, Ordering::Relaxed) {
                0 => Err(PyValueError::new("not yet")),
                tries => Ok(tries),
            }
        }

        fn next(&self) -> Again {
            Again { number: self.number + 1 }
        }
    }

    #[hpy_function]
    fn number_of(again: &Again) -> u32 {
        again.number
    }
}
