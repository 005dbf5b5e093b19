//! The line that `inspect.signature` reads.

use proc_macro2::TokenStream;
use quote::quote;

use crate::diagnostics::Sink;
use crate::emit::text_signature;
use crate::parse::parse_function;

/// What `inspect.signature` shows for a function with these options and this function head.
fn shown(options: TokenStream, head: &TokenStream) -> String {
    let mut sink = Sink::new();
    let function = parse_function(options, quote!(#head {}), &mut sink);
    assert!(sink.finish().is_none());
    text_signature(&function.expect("it is a function").callable, "")
}

/// The text of one default.
fn default(expression: &TokenStream) -> String {
    let text = shown(quote!(signature = (a = #expression)), &quote!(fn f(a: T)));
    text.trim_start_matches("f(a=").trim_end_matches(")\n--\n\n").to_owned()
}

#[test]
fn kinds_are_separated_as_python_does() {
    let head = quote!(fn f(a: A, b: B, c: C, d: D));
    let separated = [
        (quote!(signature = (a, b, c, d)), "f(a, b, c, d)"),
        (quote!(signature = (a, b, c, d, /)), "f(a, b, c, d, /)"),
        (quote!(signature = (a, /, b, *, c, d)), "f(a, /, b, *, c, d)"),
        (quote!(signature = (a, b, /, *, c, d)), "f(a, b, /, *, c, d)"),
        (quote!(signature = (a, /, *b, c, **d)), "f(a, /, *b, c, **d)"),
        (quote!(signature = (*, a, b, c, **d)), "f(*, a, b, c, **d)"),
        (quote!(), "f(a, b, c, d)"),
        (quote!(text_signature = "(x)"), "f(x)"),
    ];
    for (options, expected) in separated {
        assert_eq!(shown(options, &head), format!("{expected}\n--\n\n"));
    }
    assert_eq!(shown(quote!(text_signature = None), &head), "");
    assert_eq!(shown(quote!(), &quote!(fn f(größe: A))), "");
}

#[test]
fn simple_defaults_are_written_as_python_does() {
    assert_eq!(default(&quote!(0x10_u8)), "16");
    assert_eq!(default(&quote!(-1)), "-1");
    assert_eq!(default(&quote!(1e3)), "1000.0");
    assert_eq!(default(&quote!(1e300)), "1e300");
    assert_eq!(default(&quote!(2f32)), "2.0");
    assert_eq!(default(&quote!(true)), "True");
    assert_eq!(default(&quote!(None)), "None");
    assert_eq!(default(&quote!(::core::option::Option::None)), "None");
    assert_eq!(default(&quote!(Some(-3))), "-3");
    assert_eq!(default(&quote!("it's\n\"x\" \\ ü\0")), r#"'it\'s\n"x" \\ \xfc\x00'"#);
    assert_eq!(default(&quote!("ก😀")), r"'\u0e01\U0001f600'");
    assert_eq!(default(&quote!('\'')), r"'\''");
    assert_eq!(default(&quote!(b"a\xff'")), r"b'a\xff\''");
}

#[test]
fn other_defaults_are_dots() {
    for expression in [quote!(LIMIT), quote!(f(1)), quote!(vec![]), quote!(-LIMIT), quote!(1 + 1), quote!(-true)] {
        assert_eq!(default(&expression), "...");
    }
}
