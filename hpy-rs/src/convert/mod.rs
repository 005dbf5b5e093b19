//! Conversions between Python objects and Rust values: [`FromPy`] and [`IntoPy`].

mod bool;
mod class;
mod crates;
mod float;
mod handle;
mod int;
mod mapping;
mod memory;
mod net;
mod nonzero;
mod option;
#[cfg(unix)]
mod path;
mod plain;
mod reference;
mod sequence;
mod set;
mod text;
mod time;
mod tuple;
mod wide;

#[cfg(feature = "serde")]
pub(crate) use int::index;
pub(crate) use sequence::gathered;
#[cfg(feature = "serde")]
pub(crate) use sequence::is_sequence;
pub use tuple::tuple_of;

use crate::Result;
use crate::context::Context;
use crate::handle::{Borrowed, Handle, Leaving};
use crate::macro_support::{Failure, Place};
use crate::type_hint::TypeHint;
use crate::types::PyTypeInfo;

use plain::Plain;

/// A Rust value made of a Python object: what a parameter of a `#[hpy_function]` must be.
///
/// | Rust | Python |
/// |---|---|
/// | `i8` … `i128`, `u8` … `u128`, `isize`, `usize` | `int`, or an object with `__index__` |
/// | `f32`, `f64` | `float`, or an object with `__float__` or `__index__` |
/// | `bool` | `bool` |
/// | `char` | `str` of one character |
/// | `&str`, `String`, `Cow<str>` | `str` |
/// | `&[u8]`, `Vec<u8>`, `Cow<[u8]>` | `bytes`; a `Vec` also a `bytearray`, a `Cow` any bytes-like object, of which it is a copy |
/// | [`PyBuffer<T>`](crate::buffer::PyBuffer) | any object that shows numbers as `T`: a `bytearray`, an `array`, an array of numpy |
/// | `Option<T>` | `None` or as `T` |
/// | `()`, `(A, B, …)` | `tuple` of that length |
/// | `Vec<T>` | any sequence but `str` and `bytes` |
/// | `[T; N]` | such a sequence of N items |
/// | `HashMap<K, V>`, `BTreeMap<K, V>` | `dict` |
/// | `HashSet<T>`, `BTreeSet<T>` | `set`, or a `frozenset` |
/// | `NonZero<i8>` … | as the int; 0 is a `ValueError` |
/// | `PathBuf` | `pathlib.Path`, or a `str`, a `bytes`, an object with `__fspath__` |
/// | `OsString` | `str`, or the same |
/// | `Duration` | `datetime.timedelta` that is not negative, in whole microseconds |
/// | `SystemTime` | `datetime.datetime` with a time zone (UTC, where Rust makes it), in whole microseconds |
/// | `IpAddr`, `Ipv4Addr`, `Ipv6Addr` | `ipaddress.IPv4Address`, `ipaddress.IPv6Address`, or a `str` |
/// | `Handle<T>`, `Borrowed<T>`, `Py<T>` | an instance of `T` |
///
/// And by features of these names, types of the crates `bytes`, `chrono`, `chrono-tz`, `either`, `hashbrown`, `indexmap`, `jiff`
/// (`jiff-02`), `num-bigint`, `num-complex`, `ordered-float`, `rust_decimal`, `smallvec`, `time` and `uuid`:
/// [a table of them](https://github.com/hpy-rs/hpy-rs/blob/main/docs/guide/crates.md). By the feature `serde` any type that
/// implements its traits, as a `serde::Serde<T>`.
///
/// ```
/// use hpy_rs::prelude::*;
///
/// struct Celsius(f64);
///
/// impl<'a, 'ctx> FromPy<'a, 'ctx> for Celsius {
///     fn from_py(object: Borrowed<'a, 'ctx>) -> Result<Self> {
///         let degrees = object.extract()?;
///         if degrees < -273.15 {
///             return Err(PyValueError::new("below absolute zero"));
///         }
///         Ok(Celsius(degrees))
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be made of a Python object",
    label = "does not implement `FromPy`",
    note = "a type of your own: put `#[derive(FromPy)]` on it, or `#[hpy_type]` and take it as `&T`, as `T` if it is `Clone`",
    note = "what borrows from an object (`&str`, `PyRef<T>`) can be an argument, but not an item of a `Vec` or tuple: use `Vec<String>`, or `Vec<Handle<T>>` and `try_borrow`"
)]
pub trait FromPy<'a, 'ctx>: Sized {
    /// Converts an object that lives for `'a`.
    ///
    /// # Errors
    /// `TypeError` for an object of the wrong type, `OverflowError` or `ValueError` for a value that does not fit, or
    /// what Python code run by the conversion raises.
    fn from_py(object: Borrowed<'a, 'ctx>) -> Result<Self>;

    /// The type that a stub gives such an argument: what the conversion takes. Unless it says so, any object.
    fn input_type() -> TypeHint {
        TypeHint::any()
    }

    /// As [`from_py`](Self::from_py), of an argument, which an error names. Where that saves code, what is rare is out of line
    /// together with the naming.
    #[doc(hidden)]
    #[inline(always)]
    fn from_argument(object: Borrowed<'a, 'ctx>, place: Place) -> Result<Self, Failure> {
        Self::from_py(object).map_err(|error| place.fail(error))
    }

    /// The value of `sequence[index]`, if that can be looked at where it is and is quickly converted.
    #[doc(hidden)]
    #[inline(always)]
    fn item_in_place(_sequence: &Handle<'ctx>, _index: usize) -> Option<Self> {
        None
    }

    /// A `Vec` of the content of a `bytes`, for the one item type that bytes consist of.
    #[doc(hidden)]
    fn vec_from_bytes(_: &[u8]) -> Option<Result<Vec<Self>>> {
        None
    }
}

/// A Rust value that a Python object can be made of: what a `#[hpy_function]` returns.
///
/// It is implemented for the types of the table at [`FromPy`] but `PyBuffer`, and for `Result<T, E>` where `E` converts into
/// [`PyError`](crate::PyError). `()` is the empty tuple, but a function, a method or a coroutine that gives `()` gives `None`. Of references,
/// for those to floats, ints of up to 64 bits, `bool`, `char`, `str`, `OsStr`, `Path`, slices, `Vec`, handles and `Py`, and maps of such
/// values.
///
/// ```
/// use hpy_rs::prelude::*;
///
/// struct Celsius(f64);
///
/// impl<'ctx> IntoPy<'ctx> for Celsius {
///     type Target = PyFloat;
///
///     fn into_py(self, ctx: Context<'ctx>) -> Result<Handle<'ctx, PyFloat>> {
///         self.0.into_py(ctx)
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be made into a Python object",
    label = "does not implement `IntoPy`",
    note = "a type of your own: put `#[hpy_type]` on it, which makes it a class, or `#[derive(IntoPy)]`, which makes a `dict` or `tuple` of it",
    note = "a function can return numbers, texts, `Option`, tuples, `Vec`, maps, handles, values of classes, and a `Result` of them",
    note = "the error of a `Result` is a `PyError`, made by `PyValueError::new` and such, or one that converts: `impl From<YourError> for PyError`"
)]
pub trait IntoPy<'ctx> {
    /// The type of the object.
    type Target: PyTypeInfo;

    /// Makes the object.
    ///
    /// # Errors
    /// `MemoryError`, and an `Err` where the value is a `Result`.
    fn into_py(self, ctx: Context<'ctx>) -> Result<Handle<'ctx, Self::Target>>;

    /// The type that a stub gives such a result. Unless it says more, that of the object.
    fn output_type() -> TypeHint {
        Self::Target::type_hint()
    }

    /// [`output_type`](Self::output_type) of what a function gives: the same, but for `()`.
    #[doc(hidden)]
    fn result_type() -> TypeHint {
        Self::output_type()
    }

    /// Makes the object as the last act of a call: a failure to make it can then stay pending.
    ///
    /// # Errors
    /// An `Err` where the value is a `Result`.
    #[doc(hidden)]
    #[inline(always)]
    fn leave(self, ctx: Context<'ctx>) -> Result<Leaving<'ctx>>
    where
        Self: Sized,
    {
        self.into_py(ctx).map(Leaving::from)
    }

    /// Makes the object as what `__next__` gives: `None` is the end of the iteration.
    ///
    /// # Errors
    /// Those of making it, and an `Err` where the value is a `Result`.
    #[doc(hidden)]
    #[inline]
    fn into_next(self, ctx: Context<'ctx>) -> Result<Option<Handle<'ctx>>>
    where
        Self: Sized,
    {
        self.into_py(ctx).map(|item| Some(item.into_any()))
    }

    /// Makes the object for the length of `work` only: where the value is a handle, without a reference more.
    ///
    /// # Errors
    /// Those of making it, and of `work`.
    #[doc(hidden)]
    #[inline(always)]
    fn lend<R>(self, ctx: Context<'ctx>, work: impl FnOnce(&Handle<'ctx>) -> Result<R>) -> Result<R>
    where
        Self: Sized,
    {
        work(&self.into_py(ctx)?.into_any())
    }

    /// Whether making the object runs no Python code, not even a collector's callbacks, nor a clone of the value.
    #[doc(hidden)]
    const IS_PLAIN: Plain<Self> = Plain::NO;

    /// The type of many of them, as [`slice_into_py`](Self::slice_into_py) makes them.
    #[doc(hidden)]
    fn slice_type() -> TypeHint
    where
        Self: Sized,
    {
        TypeHint::of("list", [Self::output_type()])
    }

    /// The object for many of them, where that is not a list: `bytes`, for `u8`.
    #[doc(hidden)]
    fn slice_into_py(_: &[Self], _: Context<'ctx>) -> Option<Result<Handle<'ctx>>>
    where
        Self: Sized,
    {
        None
    }
}
