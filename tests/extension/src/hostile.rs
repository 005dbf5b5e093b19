//! Input that is meant to break things.
