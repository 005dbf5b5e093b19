//! The extension whose type stubs are compared with what is expected, and with the module at run time.
#![expect(
    clippy::many_single_char_names,
    clippy::needless_pass_by_value,
    clippy::option_option,
    clippy::too_many_arguments,
    clippy::unnecessary_wraps,
    clippy::unused_async,
    clippy::unused_self,
    reason = "what is of interest are the types"
)]

mod classes;
mod conversions;
mod enums;
mod functions;
mod names;

use hpy_rs::prelude::*;

/// All that stubs have something to say of.
///
/// "Quotes", \backslashes\ and """more quotes""" are as they were.
#[hpy_module(type_stub = "
also: int
def doubled(number: int) -> int: ...
")]
mod hpy_test_stubs {
    use hpy_rs::prelude::*;

    #[hpy_export]
    use crate::classes::{
        Base, Derived, Failure, Growing, Held, Many, Operand, Record, Rows, Spoken, Steps, Table, Waiting, Wrapped,
    };
    #[hpy_export]
    use crate::conversions::{
        celsius, either_way, nested, options, pairs, part, readings, scale, swapped, tree, wrapped_list,
    };
    #[hpy_export]
    use crate::enums::{Kind, Level, Loud, Shape, level_of, shapes};
    #[hpy_export]
    use crate::functions::{
        StubError, WorseError, all_kinds, anything, awaited, awaited_as_said, collected, counted, described,
        documented, given, nothing, numbers, overridden, quoted, ready, standard, texts,
    };
    #[hpy_export]
    use crate::names::{Clash, list};

    /// A constant with a text.
    #[hpy_export]
    const __version__: &str = "1.0";
    #[hpy_export]
    const LIMITS: (i64, Option<f64>) = (1, None);
    #[cfg(windows)]
    #[hpy_export]
    const NOT_HERE: i64 = 1;

    #[hpy_init]
    fn init(module: &Handle<'_, PyModule>) -> Result<()> {
        let class = module.ctx().get_type::<Many>()?;
        class.set_attr("added", module.ctx().eval("property(lambda self: '')", None, None)?)?;
        module.add("also", 1)?;
        module.add("doubled", module.ctx().eval("lambda number: 2 * number", None, None)?)
    }

    /// A module inside.
    #[hpy_module]
    mod inner {
        use super::super::classes::{Base, Record};
        use hpy_rs::prelude::*;

        #[hpy_export]
        use crate::functions::StubError;

        /// Known here only.
        #[hpy_type]
        struct Own {
            #[hpy(get)]
            size: u8,
        }

        #[hpy_function]
        fn own() -> Own {
            Own { size: 1 }
        }

        #[hpy_function]
        fn outer(base: &Base, record: Record) -> (Record, u8) {
            let _ = base;
            (record, 0)
        }

        #[hpy_module]
        mod innermost {
            use super::super::super::classes::Record;
            use hpy_rs::prelude::*;

            #[hpy_function]
            fn outermost(record: Record) -> Option<super::Own> {
                let _ = record;
                None
            }
        }
    }
}
