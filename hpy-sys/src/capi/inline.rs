//! What the C API has as macros: parts of structs, read and written in place. Only a build for one CPython knows the structs;
//! in every other one each of these functions gives `None`.

#[cfg(all(feature = "cpython", not(feature = "abi3")))]
pub(crate) use known::*;
#[cfg(not(all(feature = "cpython", not(feature = "abi3"))))]
pub(crate) use unknown::*;

/// Declares each function once, with the body that it has where structs are known.
macro_rules! inline {
    ($($(#[$doc:meta])* fn $name:ident($($argument:ident: $type:ty),*) -> $result:ty $body:block)*) => {
        #[cfg(all(feature = "cpython", not(feature = "abi3")))]
        #[expect(clippy::unnecessary_wraps, reason = "the other body has `None`")]
        mod known {
            use std::ffi::{c_ulong, c_void};

            use pyo3_ffi as ffi;

            use crate::abi::{HPy_ssize_t, PyObject};

            $($(#[$doc])*
            ///
            /// # Safety
            ///
            /// The interpreter's lock is held; the objects are live and of the types that their names say.
            #[inline(always)]
            pub(crate) unsafe fn $name($($argument: $type),*) -> Option<$result> $body)*
        }

        #[cfg(not(all(feature = "cpython", not(feature = "abi3"))))]
        mod unknown {
            use std::ffi::{c_ulong, c_void};

            use crate::abi::{HPy_ssize_t, PyObject};

            $($(#[$doc])*
            ///
            /// # Safety
            ///
            /// None: it gives `None`.
            #[inline(always)]
            pub(crate) unsafe fn $name($(_: $type),*) -> Option<$result> {
                None
            })*
        }
    };
}

inline! {
    /// The item of a list at an index that it has, borrowed.
    fn list_item(list: *mut PyObject, index: HPy_ssize_t) -> *mut PyObject {
        // SAFETY: the caller's promise.
        let length = unsafe { ffi::PyList_GET_SIZE(list.cast()) };
        if index.cast_unsigned() >= length.cast_unsigned() {
            return None;
        }
        // SAFETY: the list has that item.
        Some(unsafe { ffi::PyList_GET_ITEM(list.cast(), index) }.cast())
    }

    /// The item of a tuple at an index that it has, borrowed.
    fn tuple_item(tuple: *mut PyObject, index: HPy_ssize_t) -> *mut PyObject {
        // SAFETY: the caller's promise.
        let length = unsafe { ffi::PyTuple_GET_SIZE(tuple.cast()) };
        if index.cast_unsigned() >= length.cast_unsigned() {
            return None;
        }
        // SAFETY: the tuple has that item.
        Some(unsafe { ffi::PyTuple_GET_ITEM(tuple.cast(), index) }.cast())
    }

    /// Puts an item into a list that has this index, in place of what is given, which may be null.
    fn replace_list_item(list: *mut PyObject, index: HPy_ssize_t, item: *mut PyObject) -> *mut PyObject {
        // SAFETY: the caller's promise.
        let before = unsafe { ffi::PyList_GET_ITEM(list.cast(), index) };
        // SAFETY: as above.
        unsafe { ffi::PyList_SET_ITEM(list.cast(), index, item.cast()) };
        Some(before.cast())
    }

    /// Puts an item into a tuple that has this index and that nobody else has, in place of what is given, which may be null.
    fn replace_tuple_item(tuple: *mut PyObject, index: HPy_ssize_t, item: *mut PyObject) -> *mut PyObject {
        // SAFETY: the caller's promise.
        let before = unsafe { ffi::PyTuple_GET_ITEM(tuple.cast(), index) };
        // SAFETY: as above.
        unsafe { ffi::PyTuple_SET_ITEM(tuple.cast(), index, item.cast()) };
        Some(before.cast())
    }

    /// Puts an item into an empty place of a tuple that nobody else has.
    fn put_tuple_item(tuple: *mut PyObject, index: HPy_ssize_t, item: *mut PyObject) -> () {
        // SAFETY: the caller's promise.
        unsafe { ffi::PyTuple_SET_ITEM(tuple.cast(), index, item.cast()) };
        Some(())
    }

    /// The value of an object that is exactly a float.
    fn float_value(float: *mut PyObject) -> f64 {
        // SAFETY: the caller's promise.
        Some(unsafe { ffi::PyFloat_AS_DOUBLE(float.cast()) })
    }

    /// What gives an instance's memory back.
    fn free_of(type_: *mut PyObject) -> *mut c_void {
        let type_ = type_.cast::<ffi::PyTypeObject>();
        // SAFETY: the caller's promise.
        let free = unsafe { &raw const (*type_).tp_free };
        // SAFETY: as above: a function, or null.
        Some(unsafe { free.cast::<*mut c_void>().read() })
    }

    /// The flags of a type.
    fn type_flags(type_: *mut PyObject) -> c_ulong {
        let type_ = type_.cast::<ffi::PyTypeObject>();
        // SAFETY: the caller's promise.
        let flags = unsafe { &raw const (*type_).tp_flags };
        // SAFETY: as above; nobody writes it while the lock is held.
        Some(unsafe { flags.cast::<c_ulong>().read() })
    }

    /// A call by vectorcall, on the versions where that is a macro, of what has one; a thread that is ended in it unwinds nothing.
    fn vectorcall(
        callable: *mut PyObject,
        arguments: *const *mut PyObject,
        count: usize,
        names: *mut PyObject
    ) -> *mut PyObject {
        #[cfg(not(Py_3_11))]
        {
            // What lost its `__call__` keeps the flag, which the function below would end the process for.
            // SAFETY: the caller's promise.
            if unsafe { ffi::PyCallable_Check(callable.cast()) } == 0 {
                return None;
            }
            // SAFETY: as above.
            let function = unsafe { ffi::PyVectorcall_Function(callable.cast()) }?;
            let arguments = (callable.cast(), arguments.cast(), count, names.cast());
            // SAFETY: as above.
            Some(unsafe { crate::call_out::CallOut::call_out(function, arguments) }.cast())
        }
        #[cfg(Py_3_11)]
        {
            let _ = (callable, arguments, count, names);
            None
        }
    }
}
