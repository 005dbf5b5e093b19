//! `#[hpy_type]` and `#[derive(Traverse)]`.

use quote::quote;

use super::assert_expansion;
use crate::pipeline::{class, module, nested};

#[test]
fn a_struct_without_options() {
    let item = quote! {
        /// A point.
        #[derive(Clone)]
        pub(crate) struct Point { x: f64 }
    };
    assert_expansion("struct", class(quote!(), &item));
}

#[test]
fn members_that_are_read_and_set() {
    let item = quote! {
        struct Node {
            /// Along.
            #[hpy(get, set, name = "ex")]
            x: f64,
            #[hpy(get, set)]
            next: Field<Node>,
            #[hpy(get)]
            r#type: Option<Py<PyType>>,
            #[cfg(unix)]
            #[hpy(set)]
            two_words: i32,
            hidden: u8,
        }
    };
    assert_expansion("members", class(quote!(rename_all = "camelCase", match_args, generic), &item));
}

#[test]
fn options_that_stand_for_traits() {
    let item = quote!(
        #[cfg(unix)]
        #[deprecated]
        struct Name(String);
    );
    let options = quote!(name = "Nom", module = "a.b", frozen, eq, ord, hash, str, sequence, crate = renamed::hpy);
    assert_expansion("traits", class(options, &item));
}

#[test]
fn a_constructor_and_a_text_of_fields() {
    let item = quote! {
        struct Point { x: f64, #[hpy(get, name = "ypsilon")] y: Option<f64> }
    };
    let options = quote!(new = "from_fields", str = "({x}, {y:?}) {{}}", unsendable, buffer);
    assert_expansion("from_fields", class(options, &item));
}

#[test]
fn a_struct_that_extends_another() {
    let item = quote!(
        struct Dog;
    );
    assert_expansion("extends", class(quote!(extends = super::Animal), &item));
}

#[test]
fn an_enum_without_data() {
    let item = quote! {
        #[repr(u8)]
        enum Color {
            Red = 3,
            #[hpy(name = "Verde")]
            Green,
            #[cfg(unix)]
            DarkBlue,
        }
    };
    assert_expansion("simple_enum", class(quote!(rename_all = "UPPERCASE", eq_int), &item));
}

#[test]
fn an_enum_with_data() {
    let item = quote! {
        enum Shape {
            /// Round.
            #[hpy(constructor = (radius = 1.0, *, solid = None))]
            Circle { radius: f64, #[hpy(name = "solid")] filled: Option<bool> },
            #[cfg(unix)]
            #[hpy(name = "Rect")]
            Rectangle(f64, Field<Shape>),
            Nothing,
        }
    };
    assert_expansion("complex_enum", class(quote!(eq), &item));
}

#[test]
fn an_enum_of_pythons_own() {
    let item = quote! {
        /// A way.
        enum Way {
            North,
            #[cfg(unix)]
            #[hpy(name = "Down")]
            South = 7,
        }
    };
    assert_expansion("python_enum", class(quote!(enum = "IntEnum", rename_all = "UPPERCASE"), &item));
}

#[test]
fn errors_leave_the_type_and_come_together() {
    let item = quote! {
        pub struct Point { #[hpy(get, sett)] lambda: f64 }
    };
    assert_expansion("class_errors", class(quote!(eqq, hash), &item));
    let item = quote! {
        enum Never<T> {}
    };
    assert_expansion("generic_errors", class(quote!(), &item));
}

#[test]
fn types_inside_of_a_module_inherit_the_path_to_the_crate() {
    let item = quote! {
        mod outer {
            #[hpy_type]
            struct Point;
            #[hpy_type(name = "C", crate = other)]
            enum Color { Red }
            struct Plain;
        }
    };
    assert_expansion("module_of_types", module(quote!(submodule, crate = renamed), &item));
}

#[test]
fn what_is_inside_of_a_type_is_traversed() {
    let item = quote! {
        struct Links { left: Field, count: usize }
    };
    assert_expansion("traverse_struct", nested(item));
    let item = quote! {
        #[hpy(crate = renamed)]
        enum Content { One(Field, u8), Named { other: [Field; 2] }, Nothing }
    };
    assert_expansion("traverse_enum", nested(item));
}
