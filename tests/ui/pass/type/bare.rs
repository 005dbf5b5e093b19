//! Expansions of types need neither the prelude of Rust nor that of hpy-rs, whatever the names in scope mean.
#![no_implicit_prelude]
#![deny(warnings)]

/// Names that expansions must not pick up.
mod hostile {
    pub(crate) struct Option;
    pub(crate) struct Result;
    pub(crate) struct Some;
    pub(crate) struct Ok;
    pub(crate) struct Err;
    pub(crate) struct Context;
    pub(crate) struct Field;
    pub(crate) struct Member;
    pub(crate) mod core {}
    pub(crate) mod std {}
    pub(crate) mod macro_support {}
}

#[allow(unused_imports, reason = "they are there to be in the way")]
mod user {
    use super::hostile::*;

    #[::hpy_rs::hpy_type(eq, ord, str = "{x}", new = "from_fields", match_args, generic, module = "bare")]
    #[derive(::core::cmp::PartialEq, ::core::cmp::PartialOrd)]
    struct Point {
        /// Along.
        #[hpy(get, set)]
        x: f64,
        #[hpy(get, set)]
        text: ::core::option::Option<::std::string::String>,
    }

    #[::hpy_rs::hpy_type(eq, hash, frozen, get_all)]
    #[derive(::core::cmp::PartialEq, ::core::hash::Hash)]
    struct Name(#[hpy(name = "text")] u8);

    #[::hpy_rs::hpy_type(new = "from_fields")]
    struct Node {
        #[hpy(get, set)]
        next: ::hpy_rs::Field<Node>,
    }

    #[derive(::hpy_rs::Traverse)]
    enum Links {
        One(::hpy_rs::Field),
        Other { field: ::hpy_rs::Field },
    }

    #[::hpy_rs::hpy_type]
    struct Tree {
        links: Links,
    }

    #[::hpy_rs::hpy_type(eq, eq_int)]
    #[derive(::core::cmp::PartialEq)]
    enum Color {
        Some,
        Option,
    }

    #[::hpy_rs::hpy_type]
    enum Shape {
        #[hpy(constructor = (radius = 1.0, text = None))]
        Circle { radius: f64, text: ::core::option::Option<u8> },
        Ok(u8),
        Err,
    }

    #[::hpy_rs::hpy_type(enum = "IntEnum")]
    enum Way {
        Ok,
        Err,
    }

    #[::hpy_rs::hpy_module]
    mod bare {
        #[hpy_export]
        use super::{Color, Name, Node, Point, Shape, Tree, Way};
    }

    fn all() {
        let _ = (Color::Some, Color::Option, Way::Ok, Way::Err, Shape::Err, Shape::Ok(1));
        let _ = Shape::Circle { radius: 1.0, text: ::core::option::Option::None };
        let links = Links::One(::hpy_rs::Field::empty());
        let _ = (Tree { links }.links, Links::Other { field: ::hpy_rs::Field::empty() });
    }

    const _: fn() = all;
}

fn main() {}
