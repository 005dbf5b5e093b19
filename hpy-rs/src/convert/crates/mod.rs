//! Types of other crates, one file each, behind the feature that has the name of the crate.

#[cfg(feature = "chrono")]
mod chrono;
