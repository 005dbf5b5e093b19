//! Tells the compiler which CPython a build for one of them is for.

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    #[cfg(feature = "cpython")]
    cpython::tell();
}

#[cfg(feature = "cpython")]
mod cpython {
    use pyo3_build_config::PythonImplementation;

    /// Sets `Py_3_…` and the like, and the version as a number.
    pub(crate) fn tell() {
        let config = pyo3_build_config::get();
        let abi = config.target_abi();
        assert!(
            matches!(abi.implementation(), PythonImplementation::CPython),
            "the features `cpython` and `abi3` are for CPython, and PYO3_PYTHON is another interpreter; \
             without them one build serves them all"
        );
        pyo3_build_config::use_pyo3_cfgs();
        println!("cargo:rustc-env=HPY_SYS_PYTHON_MINOR={}", abi.version().minor);
    }
}
