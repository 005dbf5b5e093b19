//! What the macros expand to, pretty-printed and compared with the files in `expected/`. After a change that is meant,
//! `TRYBUILD=overwrite` writes them anew: read the difference.

mod class;
mod conversion;
mod function;
mod methods;
mod module;
mod text_signature;

use std::path::Path;

use proc_macro2::TokenStream;

/// Compares an expansion with `expected/NAME.txt`.
fn assert_expansion(name: &str, expansion: TokenStream) {
    let file = syn::parse2(expansion).expect("an expansion consists of items");
    let printed = prettyplease::unparse(&file);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/tests/expected").join(name).with_extension("txt");
    if std::env::var_os("TRYBUILD").is_some_and(|value| value == "overwrite") {
        std::fs::write(&path, &printed).expect("the file can be written");
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(printed == expected, "{name} expands to\n{printed}\nand not to\n{expected}");
}
