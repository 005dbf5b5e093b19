//! Exceptions: raising, catching, translating and keeping them.
