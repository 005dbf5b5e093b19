//! Panics in every kind of entry point.
