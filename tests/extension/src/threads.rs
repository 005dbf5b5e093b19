//! Detaching, signals and calls from other threads.
