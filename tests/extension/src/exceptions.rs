//! Exception types: the interpreter's, created ones, and what errors of other Rust code become.

use std::collections::TryReserveError;
use std::io::{self, ErrorKind};
use std::str::Utf8Error;

use hpy_rs::error;
use hpy_rs::prelude::*;

hpy_rs::create_exception!(hpy_tests, DegenerateError, PyValueError, "A shape without area.");
hpy_rs::create_exception!(hpy_tests, UndocumentedError, PyException);
hpy_rs::create_exception!(hpy_tests, VeryDegenerateError, DegenerateError, "Not even a line.");
hpy_rs::create_exception!(hpy_tests._core.errors, DottedError, PyException, concat!("Of a module ", "in a package."));

macro_rules! builtin_exceptions {
    ($($python:ident $rust:ident)*) => {
        /// The names of the exception types that HPy has a constant for.
        #[hpy_function]
        pub(crate) fn builtin_exceptions() -> Vec<&'static str> {
            vec![$(stringify!($python)),*]
        }

        /// Raises the builtin exception type of this name with `text`.
        #[hpy_function]
        pub(crate) fn raise_builtin(name: &str, text: String) -> Result<()> {
            match name {
                $(stringify!($python) => Err(error::$rust::new(text)),)*
                _ => Err(PyLookupError::new("no such exception")),
            }
        }

        /// The type of this name.
        #[hpy_function]
        pub(crate) fn builtin_exception<'ctx>(ctx: Context<'ctx>, name: &str) -> Result<Handle<'ctx, PyType>> {
            match name {
                $(stringify!($python) => Ok(error::$rust::type_object(ctx).to_owned()),)*
                _ => Err(PyLookupError::new("no such exception")),
            }
        }

        /// Whether the object is an instance of the exception type of this name.
        #[hpy_function]
        pub(crate) fn is_builtin_exception(object: &Handle<'_>, name: &str) -> Result<bool> {
            match name {
                $(stringify!($python) => Ok(object.is_instance_of::<error::$rust>()),)*
                _ => Err(PyLookupError::new("no such exception")),
            }
        }
    };
}

builtin_exceptions! {
    BaseException PyBaseException
    Exception PyException
    StopAsyncIteration PyStopAsyncIteration
    StopIteration PyStopIteration
    GeneratorExit PyGeneratorExit
    ArithmeticError PyArithmeticError
    LookupError PyLookupError
    AssertionError PyAssertionError
    AttributeError PyAttributeError
    BufferError PyBufferError
    EOFError PyEOFError
    FloatingPointError PyFloatingPointError
    OSError PyOSError
    ImportError PyImportError
    ModuleNotFoundError PyModuleNotFoundError
    IndexError PyIndexError
    KeyError PyKeyError
    KeyboardInterrupt PyKeyboardInterrupt
    MemoryError PyMemoryError
    NameError PyNameError
    OverflowError PyOverflowError
    RuntimeError PyRuntimeError
    RecursionError PyRecursionError
    NotImplementedError PyNotImplementedError
    SyntaxError PySyntaxError
    IndentationError PyIndentationError
    TabError PyTabError
    ReferenceError PyReferenceError
    SystemError PySystemError
    SystemExit PySystemExit
    TypeError PyTypeError
    UnboundLocalError PyUnboundLocalError
    UnicodeError PyUnicodeError
    UnicodeEncodeError PyUnicodeEncodeError
    UnicodeDecodeError PyUnicodeDecodeError
    UnicodeTranslateError PyUnicodeTranslateError
    ValueError PyValueError
    ZeroDivisionError PyZeroDivisionError
    BlockingIOError PyBlockingIOError
    BrokenPipeError PyBrokenPipeError
    ChildProcessError PyChildProcessError
    ConnectionError PyConnectionError
    ConnectionAbortedError PyConnectionAbortedError
    ConnectionRefusedError PyConnectionRefusedError
    ConnectionResetError PyConnectionResetError
    FileExistsError PyFileExistsError
    FileNotFoundError PyFileNotFoundError
    InterruptedError PyInterruptedError
    IsADirectoryError PyIsADirectoryError
    NotADirectoryError PyNotADirectoryError
    PermissionError PyPermissionError
    ProcessLookupError PyProcessLookupError
    TimeoutError PyTimeoutError
    Warning PyWarning
    UserWarning PyUserWarning
    DeprecationWarning PyDeprecationWarning
    PendingDeprecationWarning PyPendingDeprecationWarning
    SyntaxWarning PySyntaxWarning
    RuntimeWarning PyRuntimeWarning
    FutureWarning PyFutureWarning
    ImportWarning PyImportWarning
    UnicodeWarning PyUnicodeWarning
    BytesWarning PyBytesWarning
    ResourceWarning PyResourceWarning
}

/// Raises one of the created exceptions.
#[hpy_function]
pub(crate) fn raise_created(name: &str, text: String) -> Result<()> {
    match name {
        "DegenerateError" => Err(DegenerateError::new(text)),
        "UndocumentedError" => Err(UndocumentedError::new(text)),
        _ => Err(VeryDegenerateError::new(text)),
    }
}

/// Which created exceptions the object is an instance of.
#[hpy_function]
pub(crate) fn created_of(object: &Handle<'_>) -> (bool, bool, bool) {
    (
        object.is_instance_of::<DegenerateError>(),
        object.is_instance_of::<UndocumentedError>(),
        object.is_instance_of::<VeryDegenerateError>(),
    )
}

/// Raises a `ValueError` with a text of this length.
#[hpy_function]
pub(crate) fn raise_long(length: usize) -> Result<()> {
    Err(PyValueError::new("x".repeat(length)))
}

/// The error of the operating system with this number.
#[hpy_function]
pub(crate) fn raise_os_error(code: i32) -> Result<()> {
    Err(io::Error::from_raw_os_error(code).into())
}

/// Reads a file.
#[hpy_function]
pub(crate) fn read_file(path: &str) -> Result<String> {
    Ok(std::fs::read_to_string(path)?)
}

/// An `io::Error` of a kind, without a number.
#[hpy_function]
pub(crate) fn raise_io_kind(kind: &str) -> Result<()> {
    let kind = match kind {
        "NotFound" => ErrorKind::NotFound,
        "PermissionDenied" => ErrorKind::PermissionDenied,
        "ConnectionRefused" => ErrorKind::ConnectionRefused,
        "ConnectionReset" => ErrorKind::ConnectionReset,
        "ConnectionAborted" => ErrorKind::ConnectionAborted,
        "BrokenPipe" => ErrorKind::BrokenPipe,
        "AlreadyExists" => ErrorKind::AlreadyExists,
        "WouldBlock" => ErrorKind::WouldBlock,
        "NotADirectory" => ErrorKind::NotADirectory,
        "IsADirectory" => ErrorKind::IsADirectory,
        "TimedOut" => ErrorKind::TimedOut,
        "Interrupted" => ErrorKind::Interrupted,
        "OutOfMemory" => ErrorKind::OutOfMemory,
        _ => ErrorKind::Other,
    };
    Err(io::Error::new(kind, "from a kind").into())
}

/// An exception of `callable` that goes through an `io::Error`.
#[hpy_function]
pub(crate) fn through_io_error<'ctx>(callable: &Handle<'ctx>) -> Result<Handle<'ctx>> {
    let call = || -> io::Result<Handle<'ctx>> { Ok(callable.call(())?) };
    Ok(call()?)
}

/// One of the errors of `std`.
#[hpy_function]
pub(crate) fn raise_std_error(which: &str) -> Result<()> {
    fn utf8() -> Result<(), Utf8Error> {
        std::str::from_utf8(&[0xff; 3]).map(drop)
    }
    fn no_room() -> Result<(), TryReserveError> {
        Vec::<u64>::new().try_reserve(usize::MAX)
    }
    match which {
        "ParseIntError" => "x".parse::<i64>().map(drop)?,
        "ParseFloatError" => "x".parse::<f64>().map(drop)?,
        "TryFromIntError" => u8::try_from(256).map(drop)?,
        "ParseBoolError" => "x".parse::<bool>().map(drop)?,
        "Utf8Error" => utf8()?,
        "FromUtf8Error" => String::from_utf8(vec![0xff]).map(drop)?,
        "FromUtf16Error" => String::from_utf16(&[0xd800]).map(drop)?,
        "ParseCharError" => "xy".parse::<char>().map(drop)?,
        "CharTryFromError" => char::try_from(0xd800_u32).map(drop)?,
        "AddrParseError" => "x".parse::<std::net::IpAddr>().map(drop)?,
        "NulError" => std::ffi::CString::new("a\0b").map(drop)?,
        "TryFromSliceError" => <[u8; 2]>::try_from([0_u8; 3].as_slice()).map(drop)?,
        "TryReserveError" => no_room()?,
        _ => Err(std::fmt::Error)?,
    }
    Ok(())
}
