//! Addresses, as the module `ipaddress` has them.

use std::net::{AddrParseError, IpAddr, Ipv4Addr, Ipv6Addr};
use std::str::FromStr;

use super::{FromPy, IntoPy};
use crate::context::Context;
use crate::handle::{Borrowed, Handle};
use crate::type_hint::TypeHint;
use crate::types::{PyAny, PyStr};
use crate::{PyError, Result};

const V4: &str = "IPv4Address";
const V6: &str = "IPv6Address";

impl<'a, 'ctx> FromPy<'a, 'ctx> for Ipv4Addr {
    fn from_py(object: Borrowed<'a, 'ctx>) -> Result<Self> {
        of_kind(object, V4, "ipaddress.IPv4Address or str", Ipv4Addr::from_bits)
    }

    fn input_type() -> TypeHint {
        TypeHint::named("ipaddress.IPv4Address | str")
    }
}

impl<'a, 'ctx> FromPy<'a, 'ctx> for Ipv6Addr {
    fn from_py(object: Borrowed<'a, 'ctx>) -> Result<Self> {
        of_kind(object, V6, "ipaddress.IPv6Address or str", Ipv6Addr::from_bits)
    }

    fn input_type() -> TypeHint {
        TypeHint::named("ipaddress.IPv6Address | str")
    }
}

impl<'a, 'ctx> FromPy<'a, 'ctx> for IpAddr {
    fn from_py(object: Borrowed<'a, 'ctx>) -> Result<Self> {
        if let Some(address) = parsed(object)? {
            return Ok(address);
        }
        if let Some(number) = number(object, V4)? {
            return Ok(IpAddr::V4(Ipv4Addr::from_bits(number.extract()?)));
        }
        if let Some(number) = number(object, V6)? {
            return Ok(IpAddr::V6(Ipv6Addr::from_bits(number.extract()?)));
        }
        Err(PyError::wrong_type("ipaddress.IPv4Address, ipaddress.IPv6Address or str", object))
    }

    fn input_type() -> TypeHint {
        TypeHint::named("ipaddress.IPv4Address | ipaddress.IPv6Address | str")
    }
}

/// The address that a text or an instance of this class of `ipaddress` is.
fn of_kind<'ctx, T, N>(
    object: Borrowed<'_, 'ctx>,
    class: &'static str,
    expected: &'static str,
    from_bits: fn(N) -> T,
) -> Result<T>
where
    T: FromStr<Err = AddrParseError>,
    N: for<'b> FromPy<'b, 'ctx>,
{
    if let Some(address) = parsed(object)? {
        return Ok(address);
    }
    match number(object, class)? {
        Some(number) => number.extract().map(from_bits),
        None => Err(PyError::wrong_type(expected, object)),
    }
}

/// The address that a text is, if the object is one.
fn parsed<T: FromStr<Err = AddrParseError>>(object: Borrowed<'_, '_>) -> Result<Option<T>> {
    object.cast_opt::<PyStr>().map(|text| Ok(text.as_str()?.parse()?)).transpose()
}

/// The number that an instance of this class of `ipaddress` is, if the object is one.
fn number<'ctx>(object: Borrowed<'_, 'ctx>, class: &'static str) -> Result<Option<Handle<'ctx>>> {
    let class = object.ctx().import("ipaddress")?.get_attr(class)?;
    if object.is_instance(&class)? { object.call_method("__int__", ()).map(Some) } else { Ok(None) }
}

impl<'ctx> IntoPy<'ctx> for Ipv4Addr {
    type Target = PyAny;

    fn into_py(self, ctx: Context<'ctx>) -> Result<Handle<'ctx>> {
        ctx.import("ipaddress")?.call_method(V4, (self.to_bits(),))
    }

    fn output_type() -> TypeHint {
        TypeHint::named("ipaddress.IPv4Address")
    }
}

impl<'ctx> IntoPy<'ctx> for Ipv6Addr {
    type Target = PyAny;

    fn into_py(self, ctx: Context<'ctx>) -> Result<Handle<'ctx>> {
        ctx.import("ipaddress")?.call_method(V6, (self.to_bits(),))
    }

    fn output_type() -> TypeHint {
        TypeHint::named("ipaddress.IPv6Address")
    }
}

impl<'ctx> IntoPy<'ctx> for IpAddr {
    type Target = PyAny;

    fn into_py(self, ctx: Context<'ctx>) -> Result<Handle<'ctx>> {
        match self {
            IpAddr::V4(address) => address.into_py(ctx),
            IpAddr::V6(address) => address.into_py(ctx),
        }
    }

    fn output_type() -> TypeHint {
        TypeHint::named("ipaddress.IPv4Address | ipaddress.IPv6Address")
    }
}
