//! Numbers in JSON.

use hpy_rs::prelude::*;

use super::buffer::Buffer;

/// Writes an integer of 64 bits.
#[inline]
pub(super) fn write_int(out: &mut Buffer, value: impl itoa::Integer) -> Result<()> {
    out.extend_slice(itoa::Buffer::new().format(value).as_bytes())
}

/// Writes a float: the shortest digits that give it back.
///
/// # Errors
/// `OverflowError` for infinities and NaN, unless they are allowed.
#[inline]
pub(super) fn write_float(out: &mut Buffer, value: f64, allow_nan: bool) -> Result<()> {
    if !value.is_finite() {
        return write_not_finite(out, value, allow_nan);
    }
    let mut digits = zmij::Buffer::new();
    let text = digits.format_finite(value);
    match text.strip_prefix('-').unwrap_or(text).strip_prefix("0.0000") {
        Some(fraction) => write_small(out, value, fraction),
        None => out.extend_slice(text.as_bytes()),
    }
}

fn write_not_finite(out: &mut Buffer, value: f64, allow_nan: bool) -> Result<()> {
    if !allow_nan {
        return Err(PyOverflowError::new("Invalid value when encoding double"));
    }
    let text = match value {
        f64::INFINITY => "Infinity",
        f64::NEG_INFINITY => "-Infinity",
        _ => "NaN",
    };
    out.extend_slice(text.as_bytes())
}

/// Writes `0.0000…` with an exponent, as ujson and Python do.
#[cold]
fn write_small(out: &mut Buffer, value: f64, fraction: &str) -> Result<()> {
    let digits = fraction.trim_start_matches('0');
    let exponent = 5 + fraction.len() - digits.len();
    if value.is_sign_negative() {
        out.push(b'-')?;
    }
    let (first, others) = digits.split_at(1);
    out.extend_slice(first.as_bytes())?;
    if !others.is_empty() {
        out.push(b'.')?;
        out.extend_slice(others.as_bytes())?;
    }
    out.extend(b"e-")?;
    write_int(out, exponent)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn float(value: f64) -> String {
        let mut out = Buffer::default();
        write_float(&mut out, value, true).unwrap();
        String::from_utf8(out.as_bytes().to_vec()).unwrap()
    }

    #[test]
    fn floats() {
        for (value, expected) in [
            (0.0, "0.0"),
            (-0.0, "-0.0"),
            (1.0, "1.0"),
            (0.1, "0.1"),
            (-2.5, "-2.5"),
            (1e15, "1000000000000000.0"),
            (1e16, "1e+16"),
            (1.5e16, "1.5e+16"),
            (1e-4, "0.0001"),
            (0.000_123_45, "0.00012345"),
            (1e-5, "1e-5"),
            (-1.234e-5, "-1.234e-5"),
            (9.99e-5, "9.99e-5"),
            (1e-7, "1e-7"),
            (5e-324, "5e-324"),
            (f64::MAX, "1.7976931348623157e+308"),
            (f64::NAN, "NaN"),
            (f64::INFINITY, "Infinity"),
            (f64::NEG_INFINITY, "-Infinity"),
        ] {
            assert_eq!(float(value), expected);
        }
    }

    #[test]
    fn floats_round_trip() {
        let mut bits = 0x1234_5678_9abc_def0_u64;
        for _ in 0..100_000 {
            bits = bits.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let value = f64::from_bits(bits);
            if value.is_finite() {
                let text = float(value);
                assert_eq!(text.parse::<f64>().map(f64::to_bits), Ok(value.to_bits()), "{text}");
            }
        }
    }

    #[test]
    fn what_is_not_finite_can_be_refused() {
        for value in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            assert!(write_float(&mut Buffer::default(), value, false).is_err());
        }
    }

    #[test]
    fn integers() {
        let mut out = Buffer::default();
        write_int(&mut out, i64::MIN).unwrap();
        write_int(&mut out, u64::MAX).unwrap();
        assert_eq!(out.as_bytes(), b"-922337203685477580818446744073709551615");
    }
}
