//! hpy-rs
