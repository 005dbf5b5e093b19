//! A value of an enum with a `Field` that becomes another variant.
#![allow(unused)]

use hpy_rs::Traverse;
use hpy_rs::prelude::*;

#[derive(Traverse)]
enum Link {
    To(Field),
    Nowhere,
}

#[hpy_type]
struct Node {
    link: Link,
}

#[hpy_methods]
impl Node {
    fn cut(slf: PyRef<'_, '_, Self>) {
        slf.link = Link::Nowhere;
    }
}

fn main() {}
