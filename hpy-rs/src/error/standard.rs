//! `From` for the errors of `std`: what `?` does with them, and for an `io::Error` of ours.

use std::convert::Infallible;
use std::fmt;
use std::io::{self, ErrorKind};

use super::builtin::Builtin;
use super::message::{Detail, Kind};
use super::raise::raise_errno;
use super::{
    PyBlockingIOError, PyBrokenPipeError, PyConnectionAbortedError, PyConnectionRefusedError, PyConnectionResetError,
    PyError, PyFileExistsError, PyFileNotFoundError, PyInterruptedError, PyIsADirectoryError, PyMemoryError,
    PyNotADirectoryError, PyOSError, PyOverflowError, PyPermissionError, PyRuntimeError, PyTimeoutError, PyValueError,
};

impl From<io::Error> for PyError {
    /// `OSError(errno, text)` where there is an error number, which makes Python choose the subclass; else the subclass
    /// that fits the kind.
    fn from(error: io::Error) -> Self {
        // A PyError that went through io::Error (a reader over a Python file, say) comes out as it went in.
        let error = match error.downcast::<PyError>() {
            Ok(error) => return error,
            Err(error) => error,
        };
        if let Some(code) = error.raw_os_error() {
            let text = error.to_string();
            let text = text.strip_suffix(&format!(" (os error {code})")).unwrap_or(&text).to_owned();
            return PyError::message(
                Kind::Builtin(PyOSError::BUILTIN),
                Detail::Errno { code, text, raise: raise_errno },
            );
        }
        PyError::builtin(of_io_kind(error.kind()), error.to_string())
    }
}

impl From<PyError> for io::Error {
    /// One of [`ErrorKind::Other`], of which `?` makes the same `PyError` again: for a reader or a writer over a file of Python's.
    fn from(error: PyError) -> Self {
        io::Error::other(error)
    }
}

/// The exception type for an [`io::Error`] without a number.
fn of_io_kind(kind: ErrorKind) -> Builtin {
    match kind {
        ErrorKind::NotFound => PyFileNotFoundError::BUILTIN,
        ErrorKind::PermissionDenied => PyPermissionError::BUILTIN,
        ErrorKind::ConnectionRefused => PyConnectionRefusedError::BUILTIN,
        ErrorKind::ConnectionReset => PyConnectionResetError::BUILTIN,
        ErrorKind::ConnectionAborted => PyConnectionAbortedError::BUILTIN,
        ErrorKind::BrokenPipe => PyBrokenPipeError::BUILTIN,
        ErrorKind::AlreadyExists => PyFileExistsError::BUILTIN,
        ErrorKind::WouldBlock => PyBlockingIOError::BUILTIN,
        ErrorKind::NotADirectory => PyNotADirectoryError::BUILTIN,
        ErrorKind::IsADirectory => PyIsADirectoryError::BUILTIN,
        ErrorKind::TimedOut => PyTimeoutError::BUILTIN,
        ErrorKind::Interrupted => PyInterruptedError::BUILTIN,
        ErrorKind::OutOfMemory => PyMemoryError::BUILTIN,
        _ => PyOSError::BUILTIN,
    }
}

macro_rules! errors_of_std {
    ($($error:ty => $python:ident;)*) => {
        $(impl From<$error> for PyError {
            fn from(error: $error) -> Self {
                $python::new(error.to_string())
            }
        })*
    };
}

errors_of_std! {
    std::num::ParseIntError => PyValueError;
    std::num::ParseFloatError => PyValueError;
    std::num::TryFromIntError => PyOverflowError;
    std::str::ParseBoolError => PyValueError;
    std::str::Utf8Error => PyValueError;
    std::string::FromUtf8Error => PyValueError;
    std::string::FromUtf16Error => PyValueError;
    std::char::ParseCharError => PyValueError;
    std::char::CharTryFromError => PyValueError;
    std::char::DecodeUtf16Error => PyValueError;
    std::net::AddrParseError => PyValueError;
    std::ffi::NulError => PyValueError;
    std::ffi::FromBytesWithNulError => PyValueError;
    std::ffi::IntoStringError => PyValueError;
    std::array::TryFromSliceError => PyValueError;
    std::time::SystemTimeError => PyValueError;
    std::collections::TryReserveError => PyMemoryError;
    fmt::Error => PyRuntimeError;
}

impl From<Infallible> for PyError {
    fn from(never: Infallible) -> Self {
        match never {}
    }
}
