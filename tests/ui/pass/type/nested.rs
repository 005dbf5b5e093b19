//! Types inside of a class that hold fields.
#![deny(warnings)]
use hpy_rs::prelude::*;
use hpy_rs::{Field, Traverse};

#[derive(Traverse, Default)]
struct Links {
    left: Field,
    right: Option<Field>,
    count: usize,
}

#[derive(Traverse)]
enum Content {
    Text(String),
    Object(Field, u8),
    Both {
        one: Field,
        #[cfg(any())]
        gone: Missing,
    },
    Nothing,
}

#[derive(Traverse)]
struct Unit;

#[derive(Traverse)]
struct Pair(Links, [Field; Self::COUNT]);

impl Pair {
    const COUNT: usize = 2;
}

#[hpy_type]
struct Tree {
    pair: Pair,
    content: Content,
    unit: Unit,
    two: (Field, Content),
}

fn main() {
    fn is_traversed<T: Traverse>() {}
    is_traversed::<Pair>();
    let links = Links::default();
    let _ = (links.left, links.right, links.count);
    let _ = [Content::Text(String::new()), Content::Object(Field::empty(), 1)];
    let _ = [Content::Both { one: Field::empty() }, Content::Nothing];
    let tree = Tree {
        pair: Pair(Links::default(), Default::default()),
        content: Content::Nothing,
        unit: Unit,
        two: (Field::empty(), Content::Nothing),
    };
    let _ = (tree.pair.0, tree.pair.1, tree.content, tree.unit, tree.two);
}
