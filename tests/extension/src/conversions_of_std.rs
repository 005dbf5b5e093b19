//! `FromPy` and `IntoPy` of what the modules of Python's library have classes for.

use std::ffi::OsString;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::num::NonZero;
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use hpy_rs::prelude::*;

use crate::round_trips::round_trips;

round_trips! {
    as_path: PathBuf;
    as_os_string: OsString;
    as_duration: Duration;
    as_system_time: SystemTime;
    as_ip: IpAddr;
    as_ipv4: Ipv4Addr;
    as_ipv6: Ipv6Addr;
    as_nonzero_u8: NonZero<u8>;
    as_nonzero_i128: NonZero<i128>;
}

/// What Rust has and Python cannot say: nanoseconds, and more days than a `timedelta` has.
#[hpy_function(signature = (seconds, nanoseconds, /))]
pub(crate) fn duration(seconds: u64, nanoseconds: u32) -> Duration {
    Duration::new(seconds, nanoseconds)
}

/// Nanoseconds before Unix began to count.
#[hpy_function(signature = (nanoseconds, /))]
pub(crate) fn before_epoch(nanoseconds: u64) -> Option<SystemTime> {
    SystemTime::UNIX_EPOCH.checked_sub(Duration::from_nanos(nanoseconds))
}
