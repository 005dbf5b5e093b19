//! The exception types of the interpreter: `PyTypeError`, `PyOSError`, …

use std::mem::offset_of;

use hpy_sys::abi::HPyContext;
use hpy_sys::api::Constant;

use super::{ErrorArguments, PyError};
use crate::context::Context;
use crate::handle::{Borrowed, Handle};
use crate::types::{PyAny, PyType, PyTypeInfo, PyTyped};
use crate::{Result, calls};

/// One of the interpreter's exception types.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Builtin(Constant);

impl Builtin {
    /// The name Python knows it by.
    pub(super) fn name(self) -> &'static str {
        TYPES.iter().find(|(_, constant)| *constant == self.0).map_or("", |(name, _)| name)
    }

    /// The type object.
    pub(super) fn type_object(self, ctx: Context<'_>) -> Borrowed<'_, '_, PyType> {
        calls::error::exception_type(ctx, self.0)
    }
}

/// The exception types of the interpreter, as opposed to created ones.
pub trait BuiltinException: PyTypeInfo {
    /// The type object.
    #[doc(hidden)]
    fn object(ctx: Context<'_>) -> Borrowed<'_, '_, PyType>;
}

macro_rules! exceptions {
    ($($name:ident = $python:ident, $constant:ident;)*) => {
        $(
            #[doc = concat!("The Python exception `", stringify!($python), "`: a type for handles and a maker of errors.")]
            #[derive(Clone, Copy, Debug)]
            pub struct $name(());

            impl $name {
                pub(crate) const BUILTIN: Builtin = Builtin(Constant::at(offset_of!(HPyContext, $constant)));

                #[doc = concat!("An error that raises `", stringify!($python), "(text)`, or `", stringify!($python), "(*arguments)`.")]
                #[allow(clippy::new_ret_no_self, reason = "named as the raise statement reads; it makes the error")]
                pub fn new(text_or_arguments: impl ErrorArguments) -> PyError {
                    PyError::builtin(Self::BUILTIN, text_or_arguments)
                }

                #[doc = concat!("The type object `", stringify!($python), "`.")]
                pub fn type_object(ctx: Context<'_>) -> Borrowed<'_, '_, PyType> {
                    Self::BUILTIN.type_object(ctx)
                }
            }

            impl BuiltinException for $name {
                fn object(ctx: Context<'_>) -> Borrowed<'_, '_, PyType> {
                    Self::type_object(ctx)
                }
            }

            impl PyTyped for $name {}

            crate::class::native_base!($name: Exception, crate::class::Native::exception(|ctx| Ok(Self::type_object(ctx).to_owned())));

            impl PyTypeInfo for $name {
                const NAME: &'static str = stringify!($python);

                fn type_object(ctx: Context<'_>) -> Result<Handle<'_, PyType>> {
                    Ok(Self::BUILTIN.type_object(ctx).to_owned())
                }

                fn is_type_of(object: &Handle<'_, PyAny>) -> bool {
                    calls::object::type_check(object, &Self::type_object(object.ctx()))
                }
            }
        )*

        /// Name and constant of every exception type that HPy hands out.
        static TYPES: &[(&str, Constant)] = &[$((stringify!($python), $name::BUILTIN.0),)*];
    };
}

exceptions! {
    PyBaseException = BaseException, h_BaseException;
    PyException = Exception, h_Exception;
    PyStopAsyncIteration = StopAsyncIteration, h_StopAsyncIteration;
    PyStopIteration = StopIteration, h_StopIteration;
    PyGeneratorExit = GeneratorExit, h_GeneratorExit;
    PyArithmeticError = ArithmeticError, h_ArithmeticError;
    PyLookupError = LookupError, h_LookupError;
    PyAssertionError = AssertionError, h_AssertionError;
    PyAttributeError = AttributeError, h_AttributeError;
    PyBufferError = BufferError, h_BufferError;
    PyEOFError = EOFError, h_EOFError;
    PyFloatingPointError = FloatingPointError, h_FloatingPointError;
    PyOSError = OSError, h_OSError;
    PyImportError = ImportError, h_ImportError;
    PyModuleNotFoundError = ModuleNotFoundError, h_ModuleNotFoundError;
    PyIndexError = IndexError, h_IndexError;
    PyKeyError = KeyError, h_KeyError;
    PyKeyboardInterrupt = KeyboardInterrupt, h_KeyboardInterrupt;
    PyMemoryError = MemoryError, h_MemoryError;
    PyNameError = NameError, h_NameError;
    PyOverflowError = OverflowError, h_OverflowError;
    PyRuntimeError = RuntimeError, h_RuntimeError;
    PyRecursionError = RecursionError, h_RecursionError;
    PyNotImplementedError = NotImplementedError, h_NotImplementedError;
    PySyntaxError = SyntaxError, h_SyntaxError;
    PyIndentationError = IndentationError, h_IndentationError;
    PyTabError = TabError, h_TabError;
    PyReferenceError = ReferenceError, h_ReferenceError;
    PySystemError = SystemError, h_SystemError;
    PySystemExit = SystemExit, h_SystemExit;
    PyTypeError = TypeError, h_TypeError;
    PyUnboundLocalError = UnboundLocalError, h_UnboundLocalError;
    PyUnicodeError = UnicodeError, h_UnicodeError;
    PyUnicodeEncodeError = UnicodeEncodeError, h_UnicodeEncodeError;
    PyUnicodeDecodeError = UnicodeDecodeError, h_UnicodeDecodeError;
    PyUnicodeTranslateError = UnicodeTranslateError, h_UnicodeTranslateError;
    PyValueError = ValueError, h_ValueError;
    PyZeroDivisionError = ZeroDivisionError, h_ZeroDivisionError;
    PyBlockingIOError = BlockingIOError, h_BlockingIOError;
    PyBrokenPipeError = BrokenPipeError, h_BrokenPipeError;
    PyChildProcessError = ChildProcessError, h_ChildProcessError;
    PyConnectionError = ConnectionError, h_ConnectionError;
    PyConnectionAbortedError = ConnectionAbortedError, h_ConnectionAbortedError;
    PyConnectionRefusedError = ConnectionRefusedError, h_ConnectionRefusedError;
    PyConnectionResetError = ConnectionResetError, h_ConnectionResetError;
    PyFileExistsError = FileExistsError, h_FileExistsError;
    PyFileNotFoundError = FileNotFoundError, h_FileNotFoundError;
    PyInterruptedError = InterruptedError, h_InterruptedError;
    PyIsADirectoryError = IsADirectoryError, h_IsADirectoryError;
    PyNotADirectoryError = NotADirectoryError, h_NotADirectoryError;
    PyPermissionError = PermissionError, h_PermissionError;
    PyProcessLookupError = ProcessLookupError, h_ProcessLookupError;
    PyTimeoutError = TimeoutError, h_TimeoutError;
    PyWarning = Warning, h_Warning;
    PyUserWarning = UserWarning, h_UserWarning;
    PyDeprecationWarning = DeprecationWarning, h_DeprecationWarning;
    PyPendingDeprecationWarning = PendingDeprecationWarning, h_PendingDeprecationWarning;
    PySyntaxWarning = SyntaxWarning, h_SyntaxWarning;
    PyRuntimeWarning = RuntimeWarning, h_RuntimeWarning;
    PyFutureWarning = FutureWarning, h_FutureWarning;
    PyImportWarning = ImportWarning, h_ImportWarning;
    PyUnicodeWarning = UnicodeWarning, h_UnicodeWarning;
    PyBytesWarning = BytesWarning, h_BytesWarning;
    PyResourceWarning = ResourceWarning, h_ResourceWarning;
}
