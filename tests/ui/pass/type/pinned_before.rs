//! Before it comes to its place, and when it is dropped, a value with fields is moved as any other.
#![allow(unused)]

use hpy_rs::prelude::*;

#[hpy_type]
struct Node {
    next: Option<Field>,
    other: Field,
}

#[hpy_methods]
impl Node {
    #[new]
    fn new(object: &Handle<'_>) -> Result<Self> {
        let mut made = Node { next: Some(Field::new(object)?), other: Field::empty() };
        made.other = made.next.take().unwrap_or_default();
        Ok(made)
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        drop(std::mem::take(&mut self.other));
        self.next = None;
    }
}

fn main() {}
