//! Tells the compiler which CPython a build for one of them is for, and the linker where it is if it is to be embedded.

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    #[cfg(feature = "cpython")]
    cpython::tell();
    #[cfg(feature = "embed")]
    embedded::link();
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
        assert!(
            !(cfg!(feature = "abi3") && abi.kind().is_free_threaded()),
            "the feature `abi3` is for CPython's stable ABI, and PYO3_PYTHON is a free-threaded build, which has none; \
             the feature `cpython` builds for it"
        );
        pyo3_build_config::use_pyo3_cfgs();
        println!("cargo:rustc-env=HPY_SYS_PYTHON_MINOR={}", abi.version().minor);
    }
}

#[cfg(feature = "embed")]
mod embedded {
    use std::path::{Path, PathBuf};
    use std::{env, fs};

    /// Links the interpreter's library. An alias of it goes into the folder of this build, because `cargo test` and `cargo run`
    /// have programs look for libraries there.
    pub(crate) fn link() {
        let config = pyo3_build_config::get();
        let name = config.lib_name().expect("the feature `embed` needs a CPython whose library is known");
        let folder = config.lib_dir().expect("the feature `embed` needs a CPython whose library folder is known");
        let kind = if config.shared() { "dylib" } else { "static" };
        println!("cargo:rustc-link-lib={kind}={name}");
        let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it"));
        println!("cargo:rustc-link-search=native={}", out.display());
        println!("cargo:rustc-link-search=native={folder}");
        for library in fs::read_dir(folder).into_iter().flatten().flatten() {
            let file = library.file_name();
            if file.to_string_lossy().starts_with(&format!("lib{name}.so")) {
                alias(&library.path(), &out.join(file));
            }
        }
    }

    fn alias(library: &Path, alias: &Path) {
        let _ = fs::remove_file(alias);
        #[cfg(unix)]
        let made = std::os::unix::fs::symlink(library, alias);
        #[cfg(not(unix))]
        let made = fs::copy(library, alias);
        made.expect("the folder of this build can be written to");
    }
}
