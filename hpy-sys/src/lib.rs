//! Raw ABI of HPy.
