//! A module's function: its name, its doc string and its entries for the three callers.

use std::ffi::CStr;

use super::entry::{Keywords, NoArgs, OneArg, VarArgs, hpy, own};
use super::for_door::{ForHPy, ForOwnDoor, for_hpy, for_own_door};
use super::trampoline;
use crate::abi::{
    HPyCFunction, HPyDef, HPyDef_Kind_Meth, HPyDefBody, HPyFunc_KEYWORDS, HPyFunc_NOARGS, HPyFunc_O, HPyFunc_Signature,
    HPyFunc_VARARGS, HPyFunc_keywords, HPyFunc_noargs, HPyFunc_o, HPyFunc_varargs, HPyMeth, PyObject,
};
use crate::cpython;

/// A function of a module, ready for both doors.
#[derive(Clone, Copy, Debug)]
pub struct Method {
    pub(crate) name: &'static CStr,
    pub(crate) doc: &'static CStr,
    pub(crate) signature: HPyFunc_Signature,
    /// What HPy calls.
    hpy: ForHPy<HPyCFunction>,
    /// What CPython calls when HPy loaded the file.
    trampoline: ForHPy<HPyCFunction>,
    /// What the interpreter calls when the own door did.
    own: ForOwnDoor<HPyCFunction>,
}

/// What the three callers of a method call: HPy, CPython behind it, and the own door.
pub type MethodFunctions = (ForHPy<HPyCFunction>, ForHPy<HPyCFunction>, ForOwnDoor<HPyCFunction>);

type CallOne = unsafe extern "C" fn(*mut PyObject) -> *mut PyObject;
type CallTwo = unsafe extern "C" fn(*mut PyObject, *mut PyObject) -> *mut PyObject;
type CallFast = unsafe extern "C" fn(*mut PyObject, *const *mut PyObject, isize) -> *mut PyObject;
type CallWords = unsafe extern "C" fn(*mut PyObject, *const *mut PyObject, usize, *mut PyObject) -> *mut PyObject;

/// Forgets the type of a function; the number of its signature, or of its slot, tells it again.
macro_rules! erase {
    ($function:expr, $type:ty) => {{
        let function: $type = $function;
        // SAFETY: between function pointers; it is called only as what its signature says.
        unsafe { std::mem::transmute::<$type, $crate::abi::HPyCFunction>(function) }
    }};
}

pub(super) use erase;

impl Method {
    /// A function without arguments.
    pub const fn no_args<F: NoArgs>(name: &'static CStr, doc: &'static CStr) -> Self {
        Self {
            name,
            doc,
            signature: HPyFunc_NOARGS,
            hpy: for_hpy!(erase!(hpy::no_args::<F>, HPyFunc_noargs)),
            trampoline: for_hpy!(erase!(trampoline::no_args::<F>, CallOne)),
            own: for_own_door!(erase!(own::no_args::<F>, CallTwo)),
        }
    }

    /// A function of one positional argument.
    pub const fn one_arg<F: OneArg>(name: &'static CStr, doc: &'static CStr) -> Self {
        Self {
            name,
            doc,
            signature: HPyFunc_O,
            hpy: for_hpy!(erase!(hpy::one_arg::<F>, HPyFunc_o)),
            trampoline: for_hpy!(erase!(trampoline::one_arg::<F>, CallTwo)),
            own: for_own_door!(erase!(own::one_arg::<F>, CallTwo)),
        }
    }

    /// A function of positional arguments.
    pub const fn var_args<F: VarArgs>(name: &'static CStr, doc: &'static CStr) -> Self {
        Self {
            name,
            doc,
            signature: HPyFunc_VARARGS,
            hpy: for_hpy!(erase!(hpy::var_args::<F>, HPyFunc_varargs)),
            trampoline: for_hpy!(erase!(trampoline::var_args::<F>, CallFast)),
            own: for_own_door!(erase!(own::var_args::<F>, CallFast)),
        }
    }

    /// A function of positional and keyword arguments.
    pub const fn keywords<F: Keywords>(name: &'static CStr, doc: &'static CStr) -> Self {
        Self {
            name,
            doc,
            signature: HPyFunc_KEYWORDS,
            hpy: for_hpy!(erase!(hpy::keywords::<F>, HPyFunc_keywords)),
            trampoline: for_hpy!(erase!(trampoline::keywords::<F>, CallWords)),
            own: for_own_door!(erase!(own::keywords::<F>, CallWords)),
        }
    }

    /// A method that only an interpreter with an HPy of its own gets to see: it calls what HPy calls, and nothing else.
    #[cfg(not(feature = "cpython"))]
    pub(super) fn no_args_of_hpy(name: &'static CStr, function: HPyFunc_noargs) -> Self {
        Self { signature: HPyFunc_NOARGS, ..Self::of_hpy(name, erase!(function, HPyFunc_noargs)) }
    }

    /// As [`no_args_of_hpy`](Self::no_args_of_hpy), of one argument.
    #[cfg(not(feature = "cpython"))]
    pub(super) fn one_arg_of_hpy(name: &'static CStr, function: HPyFunc_o) -> Self {
        Self { signature: HPyFunc_O, ..Self::of_hpy(name, erase!(function, HPyFunc_o)) }
    }

    #[cfg(not(feature = "cpython"))]
    fn of_hpy(name: &'static CStr, hpy: HPyCFunction) -> Self {
        let nobody = erase!(called_by_nobody, CallOne);
        let (hpy, trampoline) = (for_hpy!(hpy), for_hpy!(nobody));
        Self { name, doc: c"", signature: HPyFunc_NOARGS, hpy, trampoline, own: for_own_door!(nobody) }
    }

    /// What its three callers call, for [`from_parts`](Self::from_parts).
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "what becomes of it is known where it is called")]
    pub const fn functions(&self) -> MethodFunctions {
        (self.hpy, self.trampoline, self.own)
    }

    /// A method of the functions of another one, and with its signature.
    ///
    /// # Safety
    ///
    /// They are those of one method, in their order.
    pub unsafe fn from_parts(
        name: &'static CStr,
        doc: &'static CStr,
        signature: HPyFunc_Signature,
        (hpy, trampoline, own): MethodFunctions,
    ) -> Self {
        Self { name, doc, signature, hpy, trampoline, own }
    }

    /// Which arguments it takes.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "as above")]
    pub const fn signature(&self) -> HPyFunc_Signature {
        self.signature
    }

    /// The name under which the module has it.
    pub const fn name(&self) -> &'static CStr {
        self.name
    }

    /// The same function under another name.
    #[must_use]
    pub const fn renamed(self, name: &'static CStr) -> Self {
        Self { name, ..self }
    }

    /// The same function, its doc text without the line that tells the signature.
    #[must_use]
    pub fn without_signature(self) -> Self {
        const END: &[u8] = b"\n--\n\n";
        let text = self.doc.to_bytes_with_nul();
        let end = text.windows(END.len()).position(|window| window == END);
        let rest = end.and_then(|end| CStr::from_bytes_with_nul(&text[end + END.len()..]).ok());
        Self { doc: rest.unwrap_or(self.doc), ..self }
    }

    /// What the interpreter calls when the own door loaded the file, in the mode that it did.
    pub(crate) fn function(&self) -> HPyCFunction {
        if cpython::is_debug() { self.trampoline.get() } else { self.own.get() }
    }

    /// The definition for the HPy door.
    pub(super) fn definition(&self) -> HPyDef {
        let doc = if self.doc.is_empty() { std::ptr::null() } else { self.doc.as_ptr() };
        let meth = HPyMeth {
            name: self.name.as_ptr(),
            impl_: self.hpy.get(),
            cpy_trampoline: self.trampoline.get(),
            signature: self.signature,
            doc,
        };
        HPyDef { kind: HPyDef_Kind_Meth, body: HPyDefBody { meth } }
    }
}

/// What stands where an interpreter with an HPy of its own does not look.
#[cfg(not(feature = "cpython"))]
unsafe extern "C" fn called_by_nobody(_: *mut PyObject) -> *mut PyObject {
    std::process::abort()
}
