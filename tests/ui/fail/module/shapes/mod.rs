//! The content of the module in `in_a_file.rs`.
