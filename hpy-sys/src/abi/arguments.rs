//! The argument blocks of trampolines, one for each signature, as `ctx_CallRealFunctionFromTrampoline` reads and
//! fills them. Only CPython uses them.

use std::ffi::{c_int, c_void};

use super::func::{HPy_RichCmpOp, cpy_visitproc};
use super::handle::{HPy_hash_t, HPy_ssize_t, Py_buffer, PyObject};

macro_rules! block {
    ($name:ident { $($field:ident: $type:ty),* }) => {
        #[doc = concat!("The block of `", stringify!($name), "`: arguments in order, then the result.")]
        #[repr(C)]
        #[derive(Clone, Copy, Debug)]
        pub struct $name {
            $(
                #[doc = concat!("`", stringify!($field), "` of the C struct.")]
                pub $field: $type,
            )*
        }
    };
}

block! { HPyFunc_args_NOARGS { self_: *mut PyObject, result: *mut PyObject } }
block! { HPyFunc_args_O { self_: *mut PyObject, arg: *mut PyObject, result: *mut PyObject } }
block! { HPyFunc_args_VARARGS { self_: *mut PyObject, args: *const *mut PyObject, nargs: HPy_ssize_t, result: *mut PyObject } }
block! { HPyFunc_args_KEYWORDS { self_: *mut PyObject, args: *const *mut PyObject, nargsf: usize, kwnames: *mut PyObject, result: *mut PyObject } }
block! { HPyFunc_args_UNARYFUNC { arg0: *mut PyObject, result: *mut PyObject } }
block! { HPyFunc_args_BINARYFUNC { arg0: *mut PyObject, arg1: *mut PyObject, result: *mut PyObject } }
block! { HPyFunc_args_TERNARYFUNC { arg0: *mut PyObject, arg1: *mut PyObject, arg2: *mut PyObject, result: *mut PyObject } }
block! { HPyFunc_args_INQUIRY { arg0: *mut PyObject, result: c_int } }
block! { HPyFunc_args_LENFUNC { arg0: *mut PyObject, result: HPy_ssize_t } }
block! { HPyFunc_args_SSIZEARGFUNC { arg0: *mut PyObject, arg1: HPy_ssize_t, result: *mut PyObject } }
block! { HPyFunc_args_SSIZEOBJARGPROC { arg0: *mut PyObject, arg1: HPy_ssize_t, arg2: *mut PyObject, result: c_int } }
block! { HPyFunc_args_OBJOBJARGPROC { arg0: *mut PyObject, arg1: *mut PyObject, arg2: *mut PyObject, result: c_int } }
block! { HPyFunc_args_OBJOBJPROC { arg0: *mut PyObject, arg1: *mut PyObject, result: c_int } }
block! { HPyFunc_args_REPRFUNC { arg0: *mut PyObject, result: *mut PyObject } }
block! { HPyFunc_args_HASHFUNC { arg0: *mut PyObject, result: HPy_hash_t } }
block! { HPyFunc_args_RICHCMPFUNC { arg0: *mut PyObject, arg1: *mut PyObject, arg2: HPy_RichCmpOp, result: *mut PyObject } }
block! { HPyFunc_args_INITPROC { self_: *mut PyObject, args: *mut PyObject, kw: *mut PyObject, result: c_int } }
block! { HPyFunc_args_NEWFUNC { self_: *mut PyObject, args: *mut PyObject, kw: *mut PyObject, result: *mut PyObject } }
block! { HPyFunc_args_GETTER { arg0: *mut PyObject, arg1: *mut c_void, result: *mut PyObject } }
block! { HPyFunc_args_SETTER { arg0: *mut PyObject, arg1: *mut PyObject, arg2: *mut c_void, result: c_int } }
block! { HPyFunc_args_GETBUFFERPROC { self_: *mut PyObject, view: *mut Py_buffer, flags: c_int, result: c_int } }
block! { HPyFunc_args_RELEASEBUFFERPROC { self_: *mut PyObject, view: *mut Py_buffer } }
block! { HPyFunc_args_TRAVERSEPROC { self_: *mut PyObject, visit: Option<cpy_visitproc>, arg: *mut c_void, result: c_int } }
block! { HPyFunc_args_DESTRUCTOR { arg0: *mut PyObject } }
