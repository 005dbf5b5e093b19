//! A member that is set, has a `Field`, and says that it may be moved.
#![allow(unused)]

use hpy_rs::Traverse;
use hpy_rs::prelude::*;

#[derive(Traverse)]
struct Link {
    to: Field,
}

impl Unpin for Link {}

impl<'a, 'ctx> FromPy<'a, 'ctx> for Link {
    fn from_py(object: Borrowed<'a, 'ctx>) -> Result<Self> {
        Ok(Link { to: Field::new(&object)? })
    }
}

#[hpy_type]
struct Node {
    #[hpy(set)]
    link: Link,
}

fn main() {}
