//! The error reports of `anyhow` and `eyre`, each behind the feature of its name.
//!
//! The other way needs nothing: `PyError` is a `std::error::Error`, so `?` turns it into a report, and it comes out of
//! one as it went in.

macro_rules! from_report {
    ($report:ty) => {
        impl From<$report> for super::PyError {
            /// The `PyError` in the report, if there is one; else `RuntimeError` with the whole chain as its text.
            fn from(report: $report) -> Self {
                match report.downcast::<super::PyError>() {
                    Ok(error) => error,
                    Err(report) => super::PyRuntimeError::new(format!("{report:#}")),
                }
            }
        }
    };
}

#[cfg(feature = "anyhow")]
from_report!(anyhow::Error);

#[cfg(feature = "eyre")]
from_report!(eyre::Report);
