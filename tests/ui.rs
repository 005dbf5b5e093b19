//! Runs the compiler over `ui/`: what is in `pass` compiles, what is in `fail` is refused with the text beside it.
//! `TRYBUILD=overwrite` writes the texts anew; they are pinned to the toolchain of the project.

#[test]
fn ui() {
    let cases = trybuild::TestCases::new();
    cases.pass("ui/pass/*/*.rs");
    cases.compile_fail("ui/fail/*/*.rs");
}
