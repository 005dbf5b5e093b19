//! Compiles the functions that are still in C.

use std::process::Command;

fn main() {
    println!("cargo:rerun-if-changed=c/old.c");
    let python = pyo3_build_config::get().executable().expect("PYO3_PYTHON names a CPython").to_owned();
    let ask = ["-c", "import sysconfig; print(sysconfig.get_path('include'))"];
    let folder = Command::new(python).args(ask).output().expect("it can be started");
    let include = String::from_utf8_lossy(&folder.stdout).trim().to_owned();
    cc::Build::new().include(include).extra_warnings(false).file("c/old.c").compile("old");
}
