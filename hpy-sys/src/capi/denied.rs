//! Functions that GraalPy exports and that may not be called there.
//!
//! Its C library holds hundreds of stubs that print a line and end the process, so that a found address says nothing.
//! Listed is the union over 23.1, 24.2 and 25.0 of the stubs among the names this crate looks up. To list the stubs of a
//! version, disassemble its `libpython-native.so`: they are the functions that call `unimplemented`.

use std::ffi::CStr;

const ENDS_THE_PROCESS: [&CStr; 4] =
    [c"PyException_GetTraceback", c"PyInterpreterState_Get", c"PyObject_CallFinalizerFromDealloc", c"Py_FatalError"];

/// Does calling this function end a GraalPy process?
pub(super) fn on_graalpy(name: &CStr) -> bool {
    ENDS_THE_PROCESS.contains(&name)
}

#[cfg(test)]
mod tests {
    use super::super::functions::{FOR_EVERYTHING, TO_ASK};
    use super::*;

    #[test]
    fn what_is_denied_is_looked_up_and_can_be_done_without() {
        let symbols = || FOR_EVERYTHING.iter().copied().flatten();
        for name in ENDS_THE_PROCESS {
            let symbol = symbols().find(|symbol| symbol.name() == name);
            assert!(symbol.is_some_and(|symbol| !symbol.is_required()), "{name:?}");
        }
    }

    #[test]
    fn nothing_is_denied_that_is_loaded_before_the_interpreter_is_known() {
        assert!(!TO_ASK.iter().copied().flatten().any(|symbol| on_graalpy(symbol.name())));
    }
}
